import { createFileRoute, redirect } from '@tanstack/react-router';
import { setupQuery } from '~/api/setup';
import { accessToken, refreshAccess } from '~/api/token';
import { RouteError } from '~/app/route-states';
import { FirstRun } from '~/app/first-run';

/** The first screen of an empty database. */
export const Route = createFileRoute('/setup')({
  beforeLoad: async ({ context }) => {
    if (accessToken.get() === null) {
      try {
        await refreshAccess();
      } catch {
        throw redirect({ to: '/login' });
      }
    }
    const setup = await context.queryClient.ensureQueryData(setupQuery);
    if (setup.state === 'ready') throw redirect({ to: '/' });
  },
  component: FirstRun,
  errorComponent: RouteError,
});
