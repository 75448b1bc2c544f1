import { clock } from '../../context/clock.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';

/** A user as far as sign-in is concerned. */
export interface Account {
  readonly id: string;
  readonly username: string;
  readonly fullName: string;
  readonly email: string | null;
  /** Hash of the local password; null without one. */
  readonly hash: string | null;
  readonly mustChange: boolean;
  readonly changedAt: string | null;
  /** A person, neither disabled nor removed. */
  readonly mayEnter: boolean;
  /** Whether they may do everything. */
  readonly isAdministrator: boolean;
  /** Subject in the directory, when they come from there. */
  readonly ldap: string | null;
  readonly hasTwoStep: boolean;
  /** Whether one of their roles demands the second step. */
  readonly needsTwoStep: boolean;
}

const ACCOUNT = `
  select u.id, u.username, u.full_name as "fullName", u.email, s.password_hash as hash,
    coalesce(s.must_change, false) as "mustChange", s.changed_at as "changedAt",
    u.active and u.deleted_at is null and u.kind = 'person' as "mayEnter",
    exists (select 1 from access_principals p where p.user_id = u.id and p.grants -> '*/edit' ? 'all'
      and p.grants -> '*/create' ? 'all' and p.grants -> '*/view' ? 'all') as "isAdministrator",
    (select i.subject from user_identities i where i.user_id = u.id and i.source = 'ldap') as ldap,
    exists (select 1 from two_step t where t.user_id = u.id and t.confirmed_at is not null) as "hasTwoStep",
    exists (select 1 from roles r where r.id = any(u.role_ids) and r.deleted_at is null and r.requires_two_factor) as "needsTwoStep"
  from users u left join user_secrets s on s.user_id = u.id`;

/** @param name normalised (`normalizeKey`) */
export function accountByName(uow: UnitOfWork, name: string): Promise<Account | undefined> {
  return uow.elevated('account', () => uow.one<Account>(`${ACCOUNT} where fa_key(u.username) = $1`, [name]));
}

export function accountById(uow: UnitOfWork, id: string): Promise<Account | undefined> {
  return uow.elevated('account', () => uow.one<Account>(`${ACCOUNT} where u.id = $1`, [id]));
}

/** Whether a new password is due. */
export function passwordIsOver({ hash, mustChange, changedAt }: Account, maxAgeDays: number): boolean {
  if (hash === null) return false;
  if (mustChange || maxAgeDays === 0) return mustChange;
  return clock.now().getTime() - new Date(changedAt ?? 0).getTime() > maxAgeDays * 86_400_000;
}
