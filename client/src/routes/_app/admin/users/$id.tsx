import { createFileRoute } from '@tanstack/react-router';
import { UserScreen } from '~/features/admin/user-screen';

export const Route = createFileRoute('/_app/admin/users/$id')({ component: UserScreen });
