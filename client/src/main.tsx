import { QueryClientProvider } from '@tanstack/react-query';
import { createRouter, RouterProvider } from '@tanstack/react-router';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from '~/api/query-client';
import { RouteError, RouteNotFound } from '~/app/route-states';
import { i18nReady } from '~/i18n';
import { followTheme } from '~/lib/theme';
import { KitProvider } from '~/ui/kit-provider';
import { LoadingPage } from '~/ui/skeleton';
import { routeTree } from './routeTree.gen';
import './styles/index.css';

const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 300,
  defaultPendingComponent: LoadingPage,
  defaultErrorComponent: RouteError,
  defaultNotFoundComponent: RouteNotFound,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

followTheme();
void start();

/** Waits for the texts in a function: the files that bring English take parts of this one, and would wait for its end. */
async function start(): Promise<void> {
  await i18nReady;
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no #root');
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <KitProvider>
          <Suspense fallback={<LoadingPage />}>
            <RouterProvider router={router} />
          </Suspense>
        </KitProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
