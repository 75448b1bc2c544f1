import { createFileRoute } from '@tanstack/react-router';
import { ApiKeys } from '~/features/admin/api-keys';

export const Route = createFileRoute('/_app/admin/api-keys')({ component: ApiKeys });
