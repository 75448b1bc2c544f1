import { createFileRoute } from '@tanstack/react-router';
import { listSearch } from '~/app/list-search';
import { UserList } from '~/features/admin/user-list';

export const Route = createFileRoute('/_app/admin/users/')({ validateSearch: listSearch, component: UserList });
