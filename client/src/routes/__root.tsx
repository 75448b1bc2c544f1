import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, Outlet } from '@tanstack/react-router';
import { RouteError, RouteNotFound } from '~/app/route-states';
import { ToastRegion } from '~/ui/toast';

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Root,
  errorComponent: RouteError,
  notFoundComponent: RouteNotFound,
});

function Root() {
  return (
    <>
      <Outlet />
      <ToastRegion />
    </>
  );
}
