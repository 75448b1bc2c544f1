import { type Fault, Problem } from '../errors/problem.js';
import { unknownMembers } from '../errors/schema-faults.js';
import { isUuid } from '../records/field-types.js';

/** Records that one merge may take, the one that stays among them. */
export const MOST_MERGED = 10;

/** Which records become one. */
export interface MergeRequest {
  /** All of them, lower case, in order; the locks are taken in it. */
  readonly ids: readonly string[];
  /** The one that stays. */
  readonly into: string;
  /** From which of them a field takes its value; the others keep what `into` has. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Those that go. */
export function losersOf({ ids, into }: MergeRequest): string[] {
  return ids.filter((id) => id !== into);
}

/** @throws Problem 400 that names each fault */
export function readMerge(body: unknown): MergeRequest {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw Problem.invalid('body.invalid', [{ path: '', code: 'body.notAnObject' }]);
  const faults: Fault[] = unknownMembers(body, ['ids', 'into', 'fields']);
  const { ids, into, fields = {} } = body as Record<string, unknown>;
  const known = readIds(ids, faults);
  const target = String(into).toLowerCase();
  if (!isUuid(into)) faults.push({ path: 'into', code: 'field.notId' });
  else if (known.length > 0 && !known.includes(target)) faults.push({ path: 'into', code: 'merge.intoNotAmong' });
  const chosen: Record<string, string> = {};
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
    faults.push({ path: 'fields', code: 'body.notAnObject' });
  else
    for (const [name, id] of Object.entries(fields))
      if (typeof id === 'string' && known.includes(id.toLowerCase()))
        Object.defineProperty(chosen, name, { value: id.toLowerCase(), enumerable: true });
      else faults.push({ path: `fields.${name}`, code: 'merge.fieldFrom' });
  if (faults.length > 0) throw Problem.invalid('body.invalid', faults);
  return { ids: known, into: target, fields: chosen };
}

/** Two or more different ids. */
export function readIds(value: unknown, faults: Fault[]): string[] {
  if (!Array.isArray(value) || !value.every(isUuid)) {
    faults.push({ path: 'ids', code: Array.isArray(value) ? 'field.notId' : 'field.notList' });
    return [];
  }
  const ids = [...new Set(value.map((id) => String(id).toLowerCase()))].sort();
  if (ids.length < 2 || ids.length > MOST_MERGED)
    faults.push({ path: 'ids', code: 'merge.count', params: { max: MOST_MERGED } });
  return ids;
}
