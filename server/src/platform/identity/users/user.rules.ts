import type { UnitOfWork } from '../../database/unit-of-work.js';
import { Problem } from '../../errors/problem.js';
import { normalizeKey } from '../../persian/index.js';
import type { RecordChange, RecordRules, RecordValues } from '../../records/record-rules.js';
import { checkPassword } from '../passwords/password-policy.js';
import { setPassword } from '../passwords/user-secrets.js';
import { mustHoldRoles, mustOutrank, RightsChange } from '../rights-change.js';
import { revokeSessionsOf } from '../sessions/session-rows.js';
import { dropTickets } from '../sign-in/tickets.js';
import { membersOf } from '../teams/team.rules.js';

const USERNAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c._@+-]{1,63}$/u;
/** Fields that decide what a user may do. */
const RIGHTS = ['roleIds', 'teamIds', 'orgUnitId', 'active'];

const changes = new WeakMap<RecordChange, { password: string | null; rights: RightsChange | undefined }>();

async function checkUsername({ uow, id, before, after, fault }: RecordChange): Promise<void> {
  const username = after.username as string | undefined;
  if (!username || username === before?.username) return;
  if (!USERNAME.test(username)) return fault('username', 'user.usernameInvalid');
  const taken = await uow.elevated('user name taken', () =>
    uow.one('select 1 from users where fa_key(username) = $1 and id <> $2', [normalizeKey(username), id]),
  );
  if (taken)
    throw Problem.conflict('user.usernameTaken', { faults: [{ path: 'username', code: 'user.usernameTaken' }] });
}

/** Takes the password out of the record; it is kept apart, as a hash. */
async function takePassword({ uow, id, before, after, fault }: RecordChange): Promise<string | null> {
  const password = (after.password ?? null) as string | null;
  delete after.password;
  if (password === null) return null;
  if (after.kind === 'integration') {
    fault('password', 'user.integrationPassword');
    return password;
  }
  const owner = { username: String(after.username ?? ''), fullName: String(after.fullName ?? '') };
  const found = await checkPassword(uow, password, before ? { ...owner, id } : owner);
  if (found) fault('password', found.code, found.params);
  return password;
}

function list(value: unknown): string[] {
  return (value ?? []) as string[];
}

async function checkRights(change: RecordChange): Promise<RightsChange | undefined> {
  const { uow, id, before, after } = change;
  if (before) await mustOutrank(uow, id, list(before.roleIds));
  const held = list(before?.roleIds);
  await mustHoldRoles(
    uow,
    list(after.roleIds).filter((roleId) => !held.includes(roleId)),
  );
  const moved = before !== undefined && before.orgUnitId !== after.orgUnitId;
  const reach = uow.principal.reach('user', 'assign');
  if (moved && !reach.all && !reach.unitIds.includes(after.orgUnitId as string))
    change.fault('orgUnitId', 'access.denied');
  const changed = !before || RIGHTS.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  if (!changed) return undefined;
  const mates = await membersOf(uow, [...list(before?.teamIds), ...list(after.teamIds)]);
  return RightsChange.begin(uow, [id, ...mates]);
}

async function beforeSave(change: RecordChange): Promise<void> {
  const { before, after, given, id } = change;
  if (given.has('ownerId') && after.ownerId !== id) change.fault('ownerId', 'field.readonly');
  if (before && before.kind !== after.kind) change.fault('kind', 'field.readonly');
  await checkUsername(change);
  const password = await takePassword(change);
  const rights = await checkRights(change);
  changes.set(change, { password, rights });
  // A password alone changes no column, and then there is no "after".
  if (before && password !== null) await setPassword(change.uow, id, password);
}

async function afterSave(change: RecordChange): Promise<void> {
  const { uow, id, before, after } = change;
  const { password, rights } = changes.get(change) ?? {};
  if (!before && password) await setPassword(uow, id, password);
  await rights?.settle();
  if (!before?.active || after.active) return;
  await revokeSessionsOf(uow, id, 'userDisabled');
  await dropTickets(uow, id);
}

async function follow(user: Readonly<RecordValues>, uow: UnitOfWork): Promise<void> {
  const mates = await membersOf(uow, list(user.teamIds));
  await (await RightsChange.begin(uow, [user.id as string, ...mates])).settle();
}

/** Accounts: unique names, passwords kept apart, and nobody gives more than they hold. */
export const userRules: RecordRules = {
  beforeSave,
  afterSave,
  beforeRemove: (user, uow) => mustOutrank(uow, user.id as string, list(user.roleIds)),
  afterRemove: async (user, uow) => {
    await revokeSessionsOf(uow, user.id as string, 'userRemoved');
    await dropTickets(uow, user.id as string);
    await follow(user, uow);
  },
  afterRestore: follow,
};
