import { isUnlimited } from '../../access/grants.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { Problem } from '../../errors/problem.js';
import type { RecordChange, RecordRules, RecordValues } from '../../records/record-rules.js';
import { escalation, refreshAccess } from '../rights-change.js';

async function isBelow(uow: UnitOfWork, unitId: string, ancestorId: string): Promise<boolean> {
  const row = await uow.one(
    `with recursive up as (
       select id, parent_id from org_units where id = $1
       union select u.id, u.parent_id from org_units u join up on u.id = up.parent_id
     ) select 1 from up where id = $2`,
    [unitId, ancestorId],
  );
  return row !== undefined;
}

async function beforeSave(change: RecordChange): Promise<void> {
  const { uow, id, before, after } = change;
  const parentId = after.parentId as string | null | undefined;
  const moved = before !== undefined && (before.parentId ?? null) !== (parentId ?? null);
  // Whoever moves a unit hands its records to everybody above.
  if (moved && !isUnlimited(uow.principal)) throw escalation();
  if (!moved || !parentId) return;
  // Two moves at once could close a circle that neither sees.
  await uow.query(`select pg_advisory_xact_lock(hashtext('org_units'))`);
  if (await isBelow(uow, parentId, id)) change.fault('parentId', 'orgUnit.circle');
}

async function afterSave({ uow, before, after }: RecordChange): Promise<void> {
  if (before && before.parentId === after.parentId) return;
  await refreshAccess(uow, null);
}

/** A unit goes only when it is empty. */
async function beforeRemove(record: Readonly<RecordValues>, uow: UnitOfWork): Promise<void> {
  const held = await uow.elevated('org unit in use', () =>
    uow.one<{ units: number; users: number }>(
      `select (select count(*)::int from org_units where parent_id = $1 and deleted_at is null) as units,
         (select count(*)::int from users where org_unit_id = $1 and deleted_at is null) as users`,
      [record.id],
    ),
  );
  if (held && held.units > 0) throw Problem.rule('orgUnit.hasUnits', [], { count: held.units });
  if (held && held.users > 0) throw Problem.rule('orgUnit.hasUsers', [], { count: held.users });
}

/** The tree has no circles and no unit goes while something hangs on it; rights follow the tree at once. */
export const orgUnitRules: RecordRules = {
  beforeSave,
  afterSave,
  beforeRemove,
  afterRemove: (_record, uow) => refreshAccess(uow, null),
  afterRestore: (_record, uow) => refreshAccess(uow, null),
};
