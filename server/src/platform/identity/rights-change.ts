import { beyondOwn, exceeds, type FieldLimit, type Grant, isUnlimited } from '../access/grants.js';
import { principalFrom, type PrincipalRow } from '../access/principal-data.js';
import type { Principal } from '../access/principal.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';

/** 403: an account or a right that is out of the caller's own reach. */
export function escalation(params?: Record<string, unknown>): Problem {
  return Problem.forbidden('access.escalation', params);
}

/** What these users may do now; who is inactive or gone is left out. */
export async function principals(uow: UnitOfWork, userIds: readonly string[]): Promise<Map<string, Principal>> {
  const rows = await uow.query<{ data: PrincipalRow | null }>(
    'select principal_data(id) as data from unnest($1::uuid[]) as id',
    [userIds],
  );
  return new Map(rows.flatMap(({ data }) => (data ? [[data.userId, principalFrom(data, 'user', null)] as const] : [])));
}

/**
 * One change of what users may do: note their rights, write the change, then `settle`: the rights are computed anew in
 * the same transaction, and the whole change is refused when somebody gained what the caller doesn't hold, or when
 * nobody would be left who may do everything.
 */
export class RightsChange {
  private constructor(
    private readonly uow: UnitOfWork,
    private readonly userIds: readonly string[],
    private readonly before: ReadonlyMap<string, Principal>,
  ) {}

  static async begin(uow: UnitOfWork, userIds: readonly string[]): Promise<RightsChange> {
    const ids = [...new Set(userIds)].sort();
    return new RightsChange(uow, ids, isUnlimited(uow.principal) ? new Map() : await principals(uow, ids));
  }

  /** @throws Problem 403 `access.escalation`, 422 `user.lastAdministrator` */
  async settle(): Promise<void> {
    if (this.userIds.length === 0) return;
    await refreshAccess(this.uow, this.userIds);
    if (isUnlimited(this.uow.principal)) return;
    const after = await principals(this.uow, this.userIds);
    for (const [id, principal] of after)
      if (exceeds(principal, this.uow.principal, this.before.get(id))) throw escalation();
  }
}

/** Computes the rights of these users, or of everybody, anew. @throws Problem 422 `user.lastAdministrator` */
export async function refreshAccess(uow: UnitOfWork, userIds: readonly string[] | null): Promise<void> {
  await uow.query('select access_refresh($1::uuid[])', [userIds]);
  if (uow.principal.isSystem) return;
  const row = await uow.one<{ left: boolean }>('select administrators_left() as "left"');
  if (!row?.left) throw Problem.rule('user.lastAdministrator');
}

/** Refuses to touch an account that may do more than the caller. @throws Problem 403 `access.escalation` */
export async function mustOutrank(uow: UnitOfWork, userId: string, roleIds: readonly string[]): Promise<void> {
  if (isUnlimited(uow.principal)) return;
  const current = (await principals(uow, [userId])).get(userId);
  if (current && exceeds(current, uow.principal)) throw escalation();
  if (!current) await mustHoldRoles(uow, roleIds);
}

/** Refuses to hand out roles that go beyond the caller's own rights. @throws Problem 403 `access.escalation` */
export async function mustHoldRoles(uow: UnitOfWork, roleIds: readonly string[]): Promise<void> {
  if (isUnlimited(uow.principal) || roleIds.length === 0) return;
  // Also of branches that the caller doesn't see: what can't be looked at must not be handed out unseen.
  const roles = await uow.elevated('roles to hand out', () =>
    uow.query<{ grants: Grant[]; fields: FieldLimit[] }>(
      'select grants, fields from roles where id = any($1::uuid[])',
      [roleIds],
    ),
  );
  for (const role of roles) mustHold(uow.principal, role.grants, role.fields);
}

/** @throws Problem 403 `access.escalation` */
export function mustHold(principal: Principal, grants: readonly Grant[], fields: readonly FieldLimit[]): void {
  if (isUnlimited(principal)) return;
  const beyond = beyondOwn(principal, grants, fields);
  if (beyond) throw escalation(beyond.params);
}
