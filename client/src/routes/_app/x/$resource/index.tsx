import { createFileRoute } from '@tanstack/react-router';
import { listMode, listSearch } from '~/app/list-search';
import { CompanyList } from '~/features/company-records/company-list';

export const Route = createFileRoute('/_app/x/$resource/')({
  validateSearch: (raw: Record<string, unknown>) => ({ ...listSearch(raw), mode: listMode(raw.mode) }),
  component: List,
});

function List() {
  return <CompanyList resource={Route.useParams().resource} />;
}
