import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';
import type { RecordChange, RecordValues } from './record-rules.js';
import type { RecordType } from './record-type.js';

/**
 * New records belong to their maker, and to the branch of their owner, unless the caller says otherwise; what has no owner
 * belongs to the company, or to the branch of a maker who reaches no further.
 */
export async function ownNew(uow: UnitOfWork, type: RecordType, records: readonly RecordValues[]): Promise<void> {
  const { data, userId } = uow.principal;
  if (type.branch === 'orgUnitId' && !uow.principal.reach(type.name, 'create').all)
    for (const record of records) record.orgUnitId ??= data.orgUnitId;
  if (type.visibility !== 'owned') return;
  const ofOthers: RecordValues[] = [];
  for (const record of records) {
    if (!record.ownerId) record.ownerId = userId;
    if (record.orgUnitId) continue;
    if (record.ownerId === userId) record.orgUnitId = data.orgUnitId;
    else if (record.ownerId) ofOthers.push(record);
  }
  if (ofOthers.length === 0) return;
  const rows = await uow.query<{ id: string; unit: string | null }>(
    'select id, org_unit_id as unit from users where id = any($1::uuid[])',
    [[...new Set(ofOthers.map((record) => record.ownerId))]],
  );
  const units = new Map(rows.map(({ id, unit }) => [id, unit]));
  for (const record of ofOthers) record.orgUnitId = units.get(record.ownerId as string) ?? null;
}

/** Whether a new record goes to somebody other than its maker, so that the right to assign stands for that to create. */
export function isForAnother(uow: UnitOfWork, type: RecordType, record: RecordValues): boolean {
  return type.visibility === 'owned' && !uow.principal.isSystem && record.ownerId !== uow.principal.userId;
}

/** @throws Problem 403 when the caller may not give the new record to its owner */
export function authorizeHandOver(uow: UnitOfWork, type: RecordType, change: RecordChange): void {
  if (change.handsOver) return;
  const reach = uow.principal.reach(type.name, 'assign');
  const { ownerId, orgUnitId } = change.after as { ownerId: string; orgUnitId: string };
  if (reach.all || reach.ownerIds.includes(ownerId) || reach.unitIds.includes(orgUnitId)) return;
  throw Problem.forbidden('access.denied', { recordType: type.name, action: 'assign' });
}
