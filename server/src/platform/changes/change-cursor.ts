import { Problem } from '../errors/problem.js';
import { DEFAULT_LIMIT, MAX_LIMIT } from '../records/list-query.js';

/** Place in the log, opaque to callers. */
export function encodePosition(list: string, position: string): string {
  return Buffer.from(`${list}.${position}`).toString('base64url');
}

/** @throws Problem 400 `cursor.invalid` for what is no cursor of this list */
export function decodePosition(list: string, cursor: string, path: string): string {
  const [name, position, rest] = Buffer.from(cursor, 'base64url').toString('utf8').split('.');
  if (name !== list || rest !== undefined || !/^\d{1,18}$/.test(position ?? ''))
    throw Problem.invalid('cursor.invalid', [{ path, code: 'cursor.invalid' }]);
  return position as string;
}

/** Reads `limit`. @throws Problem 400 */
export function readLimit(value: unknown, max = MAX_LIMIT): number {
  if (value === undefined || value === '') return Math.min(DEFAULT_LIMIT, max);
  const limit = typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : 0;
  if (limit < 1 || limit > max)
    throw Problem.invalid('query.invalid', [{ path: 'limit', code: 'limit.invalid', params: { min: 1, max } }]);
  return limit;
}
