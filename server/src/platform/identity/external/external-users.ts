import { Injectable } from '@nestjs/common';
import { clock } from '../../context/clock.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { normalizeKey } from '../../persian/index.js';
import { newId } from '../../records/new-id.js';
import { recordTypes } from '../../records/record-type.js';
import { RecordWriter } from '../../records/record-writer.js';
import { accountById, accountByName } from '../sign-in/account.js';
import { User } from '../users/user.entity.js';
import type { ExternalRules } from './external-settings.js';

export type ExternalSource = 'ldap' | 'oidc';

/** Somebody as a directory or a provider knows them. */
export interface ExternalPerson {
  /** What never changes there. */
  readonly subject: string;
  readonly username: string;
  readonly fullName: string;
  readonly email: string | null;
  readonly mobile?: string | null;
  readonly jobTitle?: string | null;
  readonly groups: readonly string[];
  /** Name or code of their branch, when the directory says it. */
  readonly orgUnit?: string | null;
}

/** What a meeting with somebody from outside did. */
export type Met =
  | { readonly userId: string; readonly change: 'created' | 'linked' | 'changed' | 'none' }
  | { readonly refused: 'notLinked' };

/**
 * Users who come from a directory or a provider. Works as the server itself, in its transaction. An account with a
 * password here, and one that may do everything, is never taken over by somebody of the same name outside.
 */
@Injectable()
export class ExternalUsers {
  constructor(private readonly writer: RecordWriter) {}

  async meet(uow: UnitOfWork, source: ExternalSource, person: ExternalPerson, rules: ExternalRules): Promise<Met> {
    await uow.query('select pg_advisory_xact_lock(hashtext($1))', [`external/${source}/${person.subject}`]);
    const linked = await uow.one<{ userId: string }>(
      'select user_id as "userId" from user_identities where source = $1 and subject = $2',
      [source, person.subject],
    );
    if (linked) {
      await uow.execute('update user_identities set seen_at = $3, name = $4 where source = $1 and subject = $2', [
        source,
        person.subject,
        clock.now(),
        person.username,
      ]);
      const changed = await this.follow(uow, linked.userId, person, rules);
      return { userId: linked.userId, change: changed ? 'changed' : 'none' };
    }
    const namesake = await accountByName(uow, normalizeKey(person.username));
    if (namesake) {
      if (namesake.hash !== null || namesake.isAdministrator || !namesake.mayEnter) return { refused: 'notLinked' };
      const other = await uow.one('select 1 from user_identities where source = $1 and user_id = $2', [
        source,
        namesake.id,
      ]);
      if (other) return { refused: 'notLinked' };
      await this.link(uow, source, person, namesake.id);
      await this.follow(uow, namesake.id, person, rules);
      return { userId: namesake.id, change: 'linked' };
    }
    if (!rules.createUsers) return { refused: 'notLinked' };
    const userId = await this.create(uow, person, rules);
    await this.link(uow, source, person, userId);
    return { userId, change: 'created' };
  }

  private async link(uow: UnitOfWork, source: ExternalSource, person: ExternalPerson, userId: string): Promise<void> {
    await uow.execute(
      'insert into user_identities (source, subject, user_id, name, linked_at, seen_at) values ($1, $2, $3, $4, $5, $5)',
      [source, person.subject, userId, person.username, clock.now()],
    );
  }

  private async create(uow: UnitOfWork, person: ExternalPerson, rules: ExternalRules): Promise<string> {
    const id = newId();
    await this.writer.create(
      uow,
      recordTypes.of(User),
      {
        username: person.username,
        fullName: person.fullName,
        email: person.email,
        ...(person.mobile ? { mobile: person.mobile } : {}),
        ...(person.jobTitle ? { jobTitle: person.jobTitle } : {}),
        roleIds: [...new Set([...rolesOf(person, rules), ...rules.defaultRoleIds])],
        orgUnitId: (await unitOf(uow, person)) ?? rules.orgUnitId,
      },
      { id },
    );
    return id;
  }

  /** Brings name, address and the roles of the groups up to what is said there. Gives whether anything changed. */
  private async follow(
    uow: UnitOfWork,
    userId: string,
    person: ExternalPerson,
    rules: ExternalRules,
  ): Promise<boolean> {
    const user = await uow.one<{
      fullName: string;
      email: string | null;
      roleIds: string[];
      active: boolean;
      deleted: boolean;
    }>(
      'select full_name as "fullName", email, role_ids as "roleIds", active, deleted_at is not null as deleted from users where id = $1',
      [userId],
    );
    if (!user || user.deleted) return false;
    const managed = new Set(rules.groupRoles.map(({ roleId }) => roleId));
    const kept = user.roleIds.filter((roleId) => !managed.has(roleId));
    const roleIds = [...new Set([...kept, ...rolesOf(person, rules)])].sort();
    const changes: Record<string, unknown> = {};
    if (roleIds.join() !== [...user.roleIds].sort().join()) changes.roleIds = roleIds;
    if (person.fullName !== user.fullName) changes.fullName = person.fullName;
    if (person.email !== null && person.email !== user.email) changes.email = person.email;
    const back = await uow.execute(
      'update user_identities set left_at = null where user_id = $1 and left_at is not null',
      [userId],
    );
    if (back > 0 && !user.active) changes.active = true;
    if (Object.keys(changes).length === 0) return false;
    return this.change(uow, userId, changes);
  }

  /** Changes a user unless nobody would be left who may do everything. */
  async change(uow: UnitOfWork, userId: string, changes: Record<string, unknown>): Promise<boolean> {
    const before = await accountById(uow, userId);
    try {
      await uow.savepoint(async () => {
        await this.writer.update(uow, recordTypes.of(User), userId, changes);
        const row = await uow.one<{ left: boolean }>('select administrators_left() as "left"');
        if (before?.isAdministrator && !row?.left) throw new NobodyLeft();
      });
      return true;
    } catch (error) {
      if (error instanceof NobodyLeft) return false;
      throw error;
    }
  }
}

class NobodyLeft extends Error {}

function rolesOf(person: ExternalPerson, rules: ExternalRules): string[] {
  const groups = new Set(person.groups.map(groupKey));
  return rules.groupRoles.filter(({ group }) => groups.has(groupKey(group))).map(({ roleId }) => roleId);
}

/** A group's name without regard to case and to spaces between the parts; nothing else may make two groups one. */
function groupKey(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s*([,=])\s*/g, '$1')
    .trim();
}

async function unitOf(uow: UnitOfWork, { orgUnit }: ExternalPerson): Promise<string | undefined> {
  if (!orgUnit) return undefined;
  const unit = await uow.one<{ id: string }>(
    'select id from org_units where deleted_at is null and (fa_key(name) = $1 or fa_key(code) = $1) order by id limit 1',
    [normalizeKey(orgUnit)],
  );
  return unit?.id;
}
