import type { Principal } from '../access/principal.js';
import { Problem } from '../errors/problem.js';
import { fieldOf } from '../filters/field-path.js';
import { readFilter, refuse, type Filter } from '../filters/filter-schema.js';
import { containsForbidden } from '../persian/index.js';
import { FIELD_TYPES } from './field-types.js';
import type { SortKey } from './keyset.js';
import { recordTypes, type RecordType } from './record-type.js';

/** The query string of a list, as it comes. */
export interface RawListQuery {
  readonly q?: unknown;
  readonly filter?: unknown;
  readonly sort?: unknown;
  readonly limit?: unknown;
  readonly cursor?: unknown;
  readonly include?: unknown;
  readonly count?: unknown;
  readonly deleted?: unknown;
}

/** A list that was asked for, checked against the registry and the caller's rights. */
export interface ListQuery {
  readonly q: string;
  readonly filter: Filter | undefined;
  readonly sort: readonly SortKey[];
  readonly limit: number;
  readonly cursor: string | undefined;
  readonly include: readonly string[];
  readonly count: 'exact' | 'estimate' | undefined;
  /** The recycle bin instead of the living records. */
  readonly deleted: boolean;
}

const NAMES = new Set(['q', 'filter', 'sort', 'limit', 'cursor', 'include', 'count', 'deleted']);
export const DEFAULT_LIMIT = 50;
export const MAX_LIMIT = 200;
const MAX_SORTS = 4;

function fault(path: string, code: string, params?: Record<string, unknown>): Problem {
  return Problem.invalid('query.invalid', [{ path, code, params }]);
}

function text(value: unknown, path: string, max: number): string | undefined {
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string') throw fault(path, 'query.repeated');
  if (value.length > max) throw fault(path, 'field.tooLong', { max });
  if (containsForbidden(value)) throw fault(path, 'field.forbiddenCharacters');
  return value;
}

/** The usual order of a type; by age for whoever may not read what that goes by. */
function defaultSort({ name, defaultSort: usual = '-id' }: RecordType, principal: Principal): string {
  return usual.split(',').every((key) => principal.mayRead(name, key.replace(/^-/, ''))) ? usual : '-id';
}

/** Reads `sort`: comma-separated fields, `-` for descending. @throws Problem 400 */
export function readSort(type: RecordType, value: string | undefined, principal: Principal): SortKey[] {
  const names = (value ?? defaultSort(type, principal)).split(',').filter((name) => name !== '');
  if (names.length > MAX_SORTS) throw fault('sort', 'sort.tooMany', { max: MAX_SORTS });
  return names.map((name) => {
    const descending = name.startsWith('-');
    const field = fieldOf(type, descending ? name.slice(1) : name, principal, 'sort');
    const { compare } = FIELD_TYPES[field.type];
    if (field.name !== 'id' && (compare === 'none' || compare === 'set' || field.type === 'about'))
      throw fault('sort', 'sort.impossible', { field: field.name });
    return { field, descending };
  });
}

/** Checks `include`: names of links without `Id`. @throws Problem 400 */
function readInclude(type: RecordType, value: string | undefined, principal: Principal): string[] {
  const names = value?.split(',').filter((name) => name !== '') ?? [];
  for (const name of names) {
    const field = type.fields.get(`${name}Id`) ?? type.fields.get(name);
    if (!field?.target || !recordTypes.find(field.target) || !principal.mayRead(type.name, field.name))
      throw fault('include', 'include.unknown', { include: name });
  }
  return [...new Set(names)];
}

/** @throws Problem 400 that names the parameter */
export function readListQuery(type: RecordType, raw: RawListQuery, principal: Principal): ListQuery {
  const unknown = Object.keys(raw).find((name) => !NAMES.has(name));
  if (unknown !== undefined) throw fault(unknown, 'query.unknown', { name: unknown });
  const limitText = text(raw.limit, 'limit', 10);
  const limit = limitText === undefined ? DEFAULT_LIMIT : Number(limitText);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT)
    throw fault('limit', 'limit.invalid', { min: 1, max: MAX_LIMIT });
  const count = text(raw.count, 'count', 10);
  if (count !== undefined && count !== 'exact' && count !== 'estimate') throw fault('count', 'count.invalid');
  const filter = text(raw.filter, 'filter', 100_000);
  if (raw.filter !== undefined && typeof raw.filter !== 'string') throw refuse('filter', 'filter.notJson');
  return {
    q: text(raw.q, 'q', 200)?.trim() ?? '',
    filter: readFilter(filter),
    sort: readSort(type, text(raw.sort, 'sort', 200), principal),
    limit,
    cursor: text(raw.cursor, 'cursor', 4000),
    include: readInclude(type, text(raw.include, 'include', 400), principal),
    count,
    deleted: text(raw.deleted, 'deleted', 10) === 'true',
  };
}
