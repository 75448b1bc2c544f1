import { ProblemError } from './problem';

/** One sentence for people about an error. The server's own words win, because they already speak the reader's language. */
export function describeError(error: unknown, say: (key: string) => string): string {
  if (!(error instanceof ProblemError)) return say('common:errors.unexpected');
  if (error.isOffline) return say('common:errors.network');
  const first = error.errors[0]?.message;
  if (first && error.errors.length === 1) return first;
  if (error.problem.detail) return error.problem.detail;
  if (first) return first;
  if (error.isForbidden) return say('common:errors.forbidden');
  if (error.isNotFound) return say('common:errors.notFound');
  return error.status >= 500 ? say('common:errors.unexpected') : error.problem.title;
}
