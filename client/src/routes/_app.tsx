import { createFileRoute, redirect } from '@tanstack/react-router';
import { ProblemError } from '~/api/problem';
import { recordTypesQuery } from '~/api/record-types';
import { meQuery } from '~/api/session';
import { setupQuery } from '~/api/setup';
import { accessToken, refreshAccess } from '~/api/token';
import { AppLayout } from '~/app/app-layout';
import { RouteError, RouteNotFound } from '~/app/route-states';
import { preferences, setPreference } from '~/lib/preferences';
import { readText } from '~/lib/storage';

/** Everything behind the sign-in. */
export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ context, location }) => {
    if (accessToken.get() === null) {
      try {
        await refreshAccess();
      } catch (error) {
        if (error instanceof ProblemError && error.isOffline) throw error;
        throw redirect({ to: '/login', search: { next: location.href === '/' ? undefined : location.href } });
      }
    }
    const [me, setup] = await Promise.all([
      context.queryClient.ensureQueryData(meQuery),
      context.queryClient.ensureQueryData(setupQuery).catch(() => undefined),
    ]);
    void context.queryClient.prefetchQuery(recordTypesQuery);
    if (setup && setup.state !== 'ready') throw redirect({ to: '/setup' });
    const unit = me.settings.moneyUnit;
    if (unit && unit !== preferences.get().moneyUnit && readText('moneyUnit') === null)
      setPreference('moneyUnit', unit);
  },
  component: AppLayout,
  errorComponent: RouteError,
  notFoundComponent: RouteNotFound,
});
