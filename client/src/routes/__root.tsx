import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, Outlet } from '@tanstack/react-router';
import { RouteError, RouteNotFound } from '~/app/route-states';
import { ToastRegion } from '~/ui/toast';

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Root,
  errorComponent: RouteError,
  notFoundComponent: () => (
    <main className="grid min-h-dvh place-items-center">
      <RouteNotFound />
    </main>
  ),
});

function Root() {
  return (
    <>
      <Outlet />
      <ToastRegion />
    </>
  );
}
