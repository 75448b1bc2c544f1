import { currentContext } from '../context/request-context.js';
import { Problem } from '../errors/problem.js';
import type { Principal } from './principal.js';

/** A principal that stands for a user: a person, or a machine with a key. */
export type UserPrincipal = Principal & { readonly userId: string };

/** Who calls. @throws Problem 401 outside of a signed-in request */
export function currentPrincipal(): UserPrincipal {
  const principal = currentContext()?.principal;
  if (!principal?.userId) throw Problem.unauthenticated();
  return principal as UserPrincipal;
}
