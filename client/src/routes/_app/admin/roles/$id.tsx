import { createFileRoute } from '@tanstack/react-router';
import { RoleScreen } from '~/features/admin/role-screen';

export const Route = createFileRoute('/_app/admin/roles/$id')({ component: RoleScreen });
