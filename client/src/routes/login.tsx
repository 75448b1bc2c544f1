import { createFileRoute } from '@tanstack/react-router';
import { z } from 'zod/mini';
import { SignIn } from '~/app/sign-in';

export const Route = createFileRoute('/login')({
  validateSearch: z.object({
    /** Where to go after the sign-in: a path of this product. */
    next: z.catch(z.optional(z.string().check(z.startsWith('/'))), undefined),
    expired: z.catch(z.optional(z.boolean()), undefined),
  }),
  component: LoginPage,
});

function LoginPage() {
  const { next, expired } = Route.useSearch();
  // «//host» would lead to another site.
  return <SignIn next={next && !next.startsWith('//') ? next : '/'} hasExpired={expired ?? false} />;
}
