import { createFileRoute } from '@tanstack/react-router';
import { pipelinesQuery } from '~/api/pipelines';
import { OpportunityList } from '~/features/opportunities/list/opportunity-list';
import { opportunityListSearch } from '~/features/opportunities/list/opportunity-search';

export const Route = createFileRoute('/_app/opportunities/')({
  validateSearch: opportunityListSearch,
  loader: ({ context }) => void context.queryClient.prefetchQuery(pipelinesQuery),
  component: OpportunityList,
});
