import type { FieldLimit, Grant } from '../../access/grants.js';
import { Params, scopePredicate } from '../../access/scope-predicate.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { Problem } from '../../errors/problem.js';
import type { RecordChange, RecordRules, RecordValues } from '../../records/record-rules.js';
import { recordTypes } from '../../records/record-type.js';
import { mustHold, RightsChange } from '../rights-change.js';
import { listOf, readFieldLimits, readGrants } from './role-input.js';

async function holdersOf(uow: UnitOfWork, roleId: string): Promise<string[]> {
  const rows = await uow.elevated('holders of a role', () =>
    uow.query<{ id: string }>('select id from users where role_ids @> array[$1::uuid] and deleted_at is null', [
      roleId,
    ]),
  );
  return rows.map((row) => row.id);
}

const changes = new WeakMap<RecordChange, RightsChange>();

/** Nobody makes or edits a role that goes beyond their own rights, neither as it was nor as it will be. */
async function beforeSave(change: RecordChange): Promise<void> {
  const { uow, id, before, after } = change;
  const trusted = uow.principal.isSystem;
  const grants = readGrants(after.grants, trusted, change.fault);
  const fields = readFieldLimits(after.fields, trusted, change.fault);
  after.grants = JSON.stringify(grants);
  after.fields = JSON.stringify(fields);
  if (before) mustHoldRecord(uow, before);
  mustHold(uow.principal, grants, fields);
  if (before) await mustReachHolders(uow, id);
  if (before) changes.set(change, await RightsChange.begin(uow, await holdersOf(uow, id)));
}

/** An administrator of a branch leaves roles alone that people elsewhere hold. @throws Problem 403 `role.heldElsewhere` */
async function mustReachHolders(uow: UnitOfWork, roleId: string): Promise<void> {
  if (uow.principal.reach('role', 'edit').all) return;
  const holders = await holdersOf(uow, roleId);
  const params = new Params();
  const list = params.add(holders, '::uuid[]');
  const scope = scopePredicate(recordTypes.get('user'), 'edit', uow.principal, 't', params) ?? 'true';
  const reached = await uow.query(`select 1 from users t where t.id = any(${list}) and ${scope}`, params.values);
  if (reached.length < holders.length) throw Problem.forbidden('role.heldElsewhere');
}

function mustHoldRecord(uow: UnitOfWork, role: Readonly<RecordValues>): void {
  mustHold(uow.principal, listOf(role.grants) as Grant[], listOf(role.fields) as FieldLimit[]);
}

/** A role goes only when nobody holds it. */
async function beforeRemove(role: Readonly<RecordValues>, uow: UnitOfWork): Promise<void> {
  mustHoldRecord(uow, role);
  const holders = await holdersOf(uow, role.id as string);
  if (holders.length > 0) throw Problem.rule('role.inUse', [], { count: holders.length });
}

/** What a role gives is checked against the registry and against the rights of whoever writes it. */
export const roleRules: RecordRules = {
  beforeSave,
  afterSave: (change) => changes.get(change)?.settle(),
  beforeRemove,
  afterRestore: async (role, uow) => {
    mustHoldRecord(uow, role);
    await (await RightsChange.begin(uow, await holdersOf(uow, role.id as string))).settle();
  },
};
