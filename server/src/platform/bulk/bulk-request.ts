import type { Principal } from '../access/principal.js';
import { type Fault, Problem } from '../errors/problem.js';
import { unknownMembers } from '../errors/schema-faults.js';
import { flatBody, readInput } from '../records/record-input.js';
import { type ListQuery, readListQuery } from '../records/list-query.js';
import type { RecordValues } from '../records/record-rules.js';
import type { RecordType } from '../records/record-type.js';

/** Which records: those of a list, as it is searched and filtered. */
export interface BulkSelection {
  readonly q?: unknown;
  readonly filter?: unknown;
}

/** What is to be done with them. */
export type BulkTask =
  | { readonly kind: 'edit'; readonly changes: RecordValues; readonly addTags: string[]; readonly removeTags: string[] }
  | { readonly kind: 'delete' };

const MAX_TAGS = 50;

function bodyOf(body: unknown, allowed: readonly string[]): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw Problem.invalid('body.invalid', [{ path: '', code: 'body.notAnObject' }]);
  const unknown = unknownMembers(body, allowed);
  if (unknown.length > 0) throw Problem.invalid('body.invalid', unknown);
  const given = body as Record<string, unknown>;
  // Everything is a great deal: whoever means the whole list says so with an empty condition.
  if (given.filter === undefined) throw Problem.invalid('body.invalid', [{ path: 'filter', code: 'field.required' }]);
  return given;
}

/** The list that is meant. @throws Problem 400 */
export function readSelection(
  type: RecordType,
  { q, filter }: BulkSelection,
  principal: Principal,
): Pick<ListQuery, 'q' | 'filter' | 'deleted'> {
  return readListQuery(type, { q, filter: JSON.stringify(filter ?? {}) }, principal);
}

/** @throws Problem 400, and 403 for a field that the caller may not write */
export function readBulkEdit(
  type: RecordType,
  body: unknown,
  principal: Principal,
): { selection: BulkSelection; task: BulkTask } {
  const {
    q,
    filter,
    changes = {},
    addTags,
    removeTags,
  } = bodyOf(body, ['q', 'filter', 'changes', 'addTags', 'removeTags']);
  const faults: Fault[] = [];
  const add = tags(addTags, 'addTags', faults);
  const remove = tags(removeTags, 'removeTags', faults);
  if (typeof changes !== 'object' || changes === null || Array.isArray(changes))
    faults.push({ path: 'changes', code: 'body.notAnObject' });
  else if (Object.keys(changes).length + add.length + remove.length === 0)
    faults.push({ path: 'changes', code: 'field.required' });
  const unique = Object.keys(flatBody((changes ?? {}) as RecordValues)).find((name) => type.fields.get(name)?.unique);
  if (unique !== undefined) faults.push({ path: `changes.${unique}`, code: 'bulk.unique' });
  if (faults.length > 0) throw Problem.invalid('body.invalid', faults);
  // What is wrong for every record is told at once and not once for each.
  readInput(
    type,
    { ...(changes as RecordValues), ...(add.length + remove.length > 0 ? { tags: add } : {}) },
    principal,
    'update',
  );
  return {
    selection: { q, filter },
    task: { kind: 'edit', changes: changes as RecordValues, addTags: add, removeTags: remove },
  };
}

/** @throws Problem 400 */
export function readBulkDelete(body: unknown): { selection: BulkSelection; task: BulkTask } {
  const { q, filter } = bodyOf(body, ['q', 'filter']);
  return { selection: { q, filter }, task: { kind: 'delete' } };
}

function tags(value: unknown, path: string, faults: Fault[]): string[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.length <= MAX_TAGS && value.every((tag) => typeof tag === 'string' && tag !== ''))
    return value;
  faults.push({ path, code: 'field.notList' });
  return [];
}
