import { Problem } from '../errors/problem.js';
import { DEFAULT_LIMIT } from '../records/list-query.js';

export interface PageQuery {
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** Reads `limit` and `cursor` of a list that is no list of records. @throws Problem 400 */
export function readPage(limit: unknown, cursor: unknown, max: number): PageQuery {
  const rows = limit === undefined ? Math.min(DEFAULT_LIMIT, max) : Number(limit);
  if (!Number.isInteger(rows) || rows < 1 || rows > max)
    throw Problem.invalid('query.invalid', [{ path: 'limit', code: 'limit.invalid', params: { min: 1, max } }]);
  if (cursor !== undefined && typeof cursor !== 'string')
    throw Problem.invalid('query.invalid', [{ path: 'cursor', code: 'cursor.invalid' }]);
  return { limit: rows, cursor: cursor || undefined };
}
