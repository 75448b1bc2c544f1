import { createFileRoute } from '@tanstack/react-router';
import { pipelinesQuery } from '~/api/pipelines';
import { recordQuery } from '~/api/records';
import { OpportunityScreen } from '~/features/opportunities/record/opportunity-screen';
import { opportunitySearch } from '~/features/opportunities/record/opportunity-page-search';

export const Route = createFileRoute('/_app/opportunities/$id')({
  validateSearch: opportunitySearch,
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(pipelinesQuery);
    void context.queryClient.prefetchQuery(recordQuery('opportunities', params.id));
  },
  component: OpportunityScreen,
});
