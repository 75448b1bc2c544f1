import { createFileRoute } from '@tanstack/react-router';
import { recordQuery } from '~/api/records';
import { textParam } from '~/app/list-search';
import { CompanyPage } from '~/features/company-records/company-page';

export const Route = createFileRoute('/_app/x/$resource/$id')({
  validateSearch: (raw: Record<string, unknown>): { tab?: string } => ({ tab: textParam(raw.tab) }),
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(recordQuery(params.resource, params.id));
  },
  component: Page,
});

function Page() {
  const { resource, id } = Route.useParams();
  return <CompanyPage resource={resource} id={id} />;
}
