import { createFileRoute } from '@tanstack/react-router';
import { pipelinesQuery } from '~/api/pipelines';
import { recordQuery } from '~/api/records';
import { OpportunityScreen, opportunitySearch } from '~/features/opportunities/record/opportunity-screen';

export const Route = createFileRoute('/_app/opportunities/$id')({
  validateSearch: opportunitySearch,
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(pipelinesQuery);
    void context.queryClient.prefetchQuery(recordQuery('opportunities', params.id));
  },
  component: OpportunityScreen,
});
