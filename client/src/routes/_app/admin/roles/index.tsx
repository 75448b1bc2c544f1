import { createFileRoute } from '@tanstack/react-router';
import { RoleList } from '~/features/admin/role-list';

export const Route = createFileRoute('/_app/admin/roles/')({ component: RoleList });
