import { createFileRoute } from '@tanstack/react-router';
import { recordQuery } from '~/api/records';
import { LeadScreen } from '~/features/leads/lead-screen';
import { leadSearch } from '~/features/leads/lead-search';

export const Route = createFileRoute('/_app/leads/$id')({
  validateSearch: leadSearch,
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(recordQuery('leads', params.id)),
  component: LeadScreen,
});
