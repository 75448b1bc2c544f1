import { createFileRoute } from '@tanstack/react-router';
import { TargetsScreen } from '~/features/targets/targets-screen';
import { targetsSearch } from '~/features/targets/targets-search';

export const Route = createFileRoute('/_app/targets/')({ validateSearch: targetsSearch, component: TargetsScreen });
