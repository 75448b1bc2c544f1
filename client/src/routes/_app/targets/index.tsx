import { createFileRoute } from '@tanstack/react-router';
import { TargetsScreen, targetsSearch } from '~/features/targets/targets-screen';

export const Route = createFileRoute('/_app/targets/')({ validateSearch: targetsSearch, component: TargetsScreen });
