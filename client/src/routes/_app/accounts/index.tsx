import { createFileRoute } from '@tanstack/react-router';
import { listSearch } from '~/app/list-search';
import { AccountList } from '~/features/accounts/account-list';

export const Route = createFileRoute('/_app/accounts/')({ validateSearch: listSearch, component: AccountList });
