import { createFileRoute } from '@tanstack/react-router';
import { SignIn } from '~/app/sign-in';

interface LoginSearch {
  /** Where to go after the sign-in: a path of this product. */
  next?: string | undefined;
  expired?: boolean | undefined;
  /** Code of what went wrong at the company's provider. */
  fault?: string | undefined;
}

export const Route = createFileRoute('/login')({
  validateSearch: (search: Record<string, unknown>): LoginSearch => ({
    next: typeof search.next === 'string' && search.next.startsWith('/') ? search.next : undefined,
    expired: search.expired === true || undefined,
    fault: typeof search.fault === 'string' ? search.fault : undefined,
  }),
  component: LoginPage,
});

function LoginPage() {
  const { next, expired, fault } = Route.useSearch();
  // «//host» would lead to another site.
  return <SignIn next={next && !next.startsWith('//') ? next : '/'} hasExpired={expired ?? false} fault={fault} />;
}
