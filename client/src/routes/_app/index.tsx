import { createFileRoute } from '@tanstack/react-router';
import { dayQuery } from '~/features/home/day';
import { HomeScreen } from '~/features/home/home-screen';

export const Route = createFileRoute('/_app/')({
  loader: ({ context }) => void context.queryClient.prefetchQuery(dayQuery),
  component: HomeScreen,
});
