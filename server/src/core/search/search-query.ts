import type { Principal } from '../../platform/access/principal.js';
import { Problem } from '../../platform/errors/problem.js';
import { containsForbidden, normalizeKey } from '../../platform/persian/index.js';
import { recordTypes, type RecordType } from '../../platform/records/record-type.js';
import { searchWords } from '../../platform/records/search-words.js';

export interface SearchQuery {
  readonly text: string;
  /** The whole query as a key; a telephone number as its last ten digits. */
  readonly key: string;
  readonly words: readonly string[];
  readonly types: readonly string[] | undefined;
  /** Hits per type. */
  readonly limit: number;
}

const MAX_HITS = 5;
/** People, roles and the like have screens of their own. */
const ELSEWHERE = new Set(['identity', 'platform']);

/** Record types that are searched together, those of core first. */
export function searchableTypes(principal: Principal, wanted: readonly string[] | undefined): RecordType[] {
  const searchable = recordTypes
    .all()
    .filter(
      (type) =>
        !type.internal && principal.may(type.name, 'view') && [...type.fields.values()].some((field) => field.search),
    );
  if (wanted) return wanted.flatMap((name) => searchable.filter((type) => type.name === name));
  const ofBusiness = searchable.filter((type) => type.visibility === 'owned' && !ELSEWHERE.has(type.module));
  return ofBusiness.sort((a, b) => Number(b.module === 'core') - Number(a.module === 'core'));
}

/** @throws Problem 400 that names the parameter */
export function readSearchQuery(raw: Record<string, unknown>, principal: Principal): SearchQuery {
  const refuse = (path: string, code: string, params?: Record<string, unknown>): never => {
    throw Problem.invalid('query.invalid', [{ path, code, params }]);
  };
  const unknown = Object.keys(raw).find((name) => !['q', 'types', 'limit'].includes(name));
  if (unknown !== undefined) refuse(unknown, 'query.unknown', { name: unknown });
  const { q = '', types = '', limit = MAX_HITS } = raw;
  if (typeof q !== 'string') return refuse('q', 'query.repeated');
  if (q.length > 200) refuse('q', 'field.tooLong', { max: 200 });
  if (containsForbidden(q)) refuse('q', 'field.forbiddenCharacters');
  if (typeof types !== 'string') return refuse('types', 'query.repeated');
  const names = types === '' ? undefined : types.split(',');
  const stranger = names?.find((name) => searchableTypes(principal, [name]).length === 0);
  if (stranger !== undefined) refuse('types', 'search.typeUnknown', { type: stranger });
  const hits = Number(limit);
  if (!Number.isInteger(hits) || hits < 1 || hits > MAX_HITS)
    refuse('limit', 'limit.invalid', { min: 1, max: MAX_HITS });
  const words = searchWords(q);
  const key = words.length === 1 ? (words[0] as string) : normalizeKey(q);
  // One letter says too little to search everything for it.
  return { text: q, key, words: key.length < 2 ? [] : words, types: names, limit: hits };
}
