import { clock } from '../../context/clock.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { visibleIds } from '../../records/record-links.js';
import type { RecordChange, RecordRules, RecordValues } from '../../records/record-rules.js';
import { recordTypes } from '../../records/record-type.js';
import { RightsChange } from '../rights-change.js';

/** Everybody in any of the teams, seen or not. */
export async function membersOf(uow: UnitOfWork, teamIds: readonly string[]): Promise<string[]> {
  if (teamIds.length === 0) return [];
  const rows = await uow.elevated('members of a team', () =>
    uow.query<{ id: string }>('select id from users where team_ids && $1::uuid[] and deleted_at is null', [teamIds]),
  );
  return rows.map((row) => row.id);
}

async function assign(
  uow: UnitOfWork,
  teamId: string,
  added: readonly string[],
  removed: readonly string[],
): Promise<void> {
  const at = [teamId, clock.now(), uow.principal.userId];
  const stamp = 'version = version + 1, updated_at = $2, updated_by = $3';
  await uow.elevated('members of a team', async () => {
    await uow.execute(`update users set team_ids = team_ids || $1::uuid, ${stamp} where id = any($4::uuid[])`, [
      ...at,
      added,
    ]);
    await uow.execute(
      `update users set team_ids = array_remove(team_ids, $1::uuid), ${stamp} where id = any($4::uuid[])`,
      [...at, removed],
    );
  });
}

const changes = new WeakMap<RecordChange, RightsChange>();

/** Members are written through to the users; the team itself keeps no list. */
async function beforeSave(change: RecordChange): Promise<void> {
  const { uow, id, before, after } = change;
  const wanted = change.given.has('memberIds') ? ((after.memberIds ?? []) as string[]) : undefined;
  delete after.memberIds;
  if (!wanted) return;
  const visible = await visibleIds(uow, recordTypes.get('user'), wanted);
  if (!wanted.every((userId) => visible.has(userId))) return change.fault('memberIds', 'link.notFound');
  const current = (before?.memberIds ?? []) as string[];
  const added = wanted.filter((userId) => !current.includes(userId));
  const removed = current.filter((userId) => !wanted.includes(userId));
  if (added.length + removed.length === 0) return;
  const rights = await RightsChange.begin(uow, [...(await membersOf(uow, [id])), ...added]);
  await assign(uow, id, added, removed);
  if (change.action === 'create') {
    changes.set(change, rights);
    return;
  }
  // Only the users' rows change, yet it is a change of the team: a stale save of it must be noticed.
  await uow.execute('update teams set version = version + 1, updated_at = $2, updated_by = $3 where id = $1', [
    id,
    clock.now(),
    uow.principal.userId,
  ]);
  await rights.settle();
}

async function follow(record: Readonly<RecordValues>, uow: UnitOfWork): Promise<void> {
  const members = await membersOf(uow, [record.id as string]);
  await (await RightsChange.begin(uow, members)).settle();
}

/** Teams share their members' records with each other, so each change of a team settles the rights of its people. */
export const teamRules: RecordRules = {
  beforeSave,
  afterSave: (change) => changes.get(change)?.settle(),
  afterRemove: follow,
  afterRestore: follow,
};
