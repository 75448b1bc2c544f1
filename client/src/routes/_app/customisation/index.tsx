import { createFileRoute } from '@tanstack/react-router';
import { TypeList } from '~/features/customisation/types/type-list';

export const Route = createFileRoute('/_app/customisation/')({ component: TypeList });
