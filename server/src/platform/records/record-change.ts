import type { UnitOfWork } from '../database/unit-of-work.js';
import type { Fault } from '../errors/problem.js';
import { FIELD_TYPES } from './field-types.js';
import type { RecordChange, RecordValues } from './record-rules.js';
import type { RecordType } from './record-type.js';

/** A change on its way, with what the rules have found against it. */
export interface PendingChange extends RecordChange {
  readonly faults: Fault[];
}

/** Fields of the store itself: whatever a caller or a rule says, an update leaves them. */
export const NEVER_SET: ReadonlySet<string> = new Set([
  'id',
  'version',
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
]);

/** Fields whose change hands the record to somebody else and needs the right to assign. */
export const HANDING_OVER = ['ownerId', 'orgUnitId'];

export function pendingChange(
  uow: UnitOfWork,
  action: RecordChange['action'],
  id: string,
  before: RecordValues | undefined,
  after: RecordValues,
  given: ReadonlySet<string>,
): PendingChange {
  const faults: Fault[] = [];
  return {
    action,
    id,
    before,
    after,
    given,
    uow,
    faults,
    fault: (path, code, params) => faults.push({ path, code, params }),
  };
}

/** Runs what stands before a write: the rules of the type, then what the company's definitions demand. */
export async function beforeSave(type: RecordType, change: RecordChange): Promise<void> {
  await type.rules?.beforeSave?.(change);
  await type.companyRules?.beforeSave?.(change);
}

/** Runs what follows a write, in the same order. */
export async function afterSave(type: RecordType, change: RecordChange): Promise<void> {
  await type.rules?.afterSave?.(change);
  await type.companyRules?.afterSave?.(change);
}

/** Fields whose value the change makes another one; all of its fields on create. */
export function changedFields(type: RecordType, change: RecordChange): Set<string> {
  const names = Object.keys(change.after).filter((name) => type.fields.has(name));
  if (!change.before) return new Set(names);
  return new Set(names.filter((name) => !sameValue(type, name, change.before?.[name], change.after[name])));
}

/** Fields whose links are the caller's choice; an owner that a rule chose need not be visible to the caller. */
export function fieldsToLink(change: RecordChange, changed: ReadonlySet<string>): ReadonlySet<string> {
  if (!change.derived && !change.handsOver) return changed;
  const given = (name: string) => !change.derived?.has(name) && !(change.handsOver && HANDING_OVER.includes(name));
  return new Set([...changed].filter(given));
}

function sameValue(type: RecordType, name: string, a: unknown, b: unknown): boolean {
  if (a === b || (a ?? null) === (b ?? null)) return true;
  const field = type.fields.get(name);
  if (field?.type === 'json') return JSON.stringify(a) === (typeof b === 'string' ? b : JSON.stringify(b));
  if (typeof a === 'object' || typeof b === 'object') return JSON.stringify(a) === JSON.stringify(b);
  const { compare } = FIELD_TYPES[field?.type ?? 'text'];
  return (
    compare === 'order' && a !== null && b !== null && a !== undefined && b !== undefined && Number(a) === Number(b)
  );
}
