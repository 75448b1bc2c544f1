import { createFileRoute } from '@tanstack/react-router';
import { recordQuery } from '~/api/records';
import { ActivityScreen } from '~/features/activities/activity-screen';

export const Route = createFileRoute('/_app/activities/$id')({
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(recordQuery('activities', params.id)),
  component: ActivityScreen,
});
