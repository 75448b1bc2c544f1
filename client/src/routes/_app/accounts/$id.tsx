import { createFileRoute } from '@tanstack/react-router';
import { recordQuery } from '~/api/records';
import { textParam } from '~/app/list-search';
import { accountFileQuery } from '~/features/accounts/account-file';
import { AccountPage } from '~/features/accounts/account-page';

export const Route = createFileRoute('/_app/accounts/$id')({
  validateSearch: (raw: Record<string, unknown>): { tab?: string } => ({ tab: textParam(raw.tab) }),
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(recordQuery('accounts', params.id));
    void context.queryClient.prefetchQuery(accountFileQuery(params.id));
  },
  component: Account,
});

function Account() {
  return <AccountPage id={Route.useParams().id} />;
}
