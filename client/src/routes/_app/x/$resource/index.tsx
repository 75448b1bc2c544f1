import { createFileRoute } from '@tanstack/react-router';
import { listSearch } from '~/app/list-search';
import { CompanyList } from '~/features/company-records/company-list';

export const Route = createFileRoute('/_app/x/$resource/')({ validateSearch: listSearch, component: List });

function List() {
  return <CompanyList resource={Route.useParams().resource} />;
}
