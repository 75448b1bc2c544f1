import { z } from 'zod';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { Problem } from '../../errors/problem.js';
import { mustHoldRoles } from '../rights-change.js';

const id = z.uuid({ error: 'field.notId' });

/** What of people who come from outside is decided here: by both, a directory and a provider. */
export const EXTERNAL = {
  /** Whether somebody who is not known here yet becomes a user with their first sign-in. */
  createUsers: z.boolean().default(true),
  /** Groups there to roles here. Roles that stand here are given and taken with the group; others stay as they are. */
  groupRoles: z
    .array(z.strictObject({ group: z.string().trim().min(1).max(500), roleId: id }))
    .max(200)
    .default([]),
  /** Roles of a new user, beside those of their groups. */
  defaultRoleIds: z.array(id).max(20).default([]),
  /** Branch of a new user. */
  orgUnitId: id.nullable().default(null),
};

export interface ExternalRules {
  readonly createUsers: boolean;
  readonly groupRoles: readonly { readonly group: string; readonly roleId: string }[];
  readonly defaultRoleIds: readonly string[];
  readonly orgUnitId: string | null;
}

/** Nobody gives more than they hold, neither by a group. @throws Problem 403 `access.escalation`, 422 for unknown ids */
export async function checkExternal(uow: UnitOfWork, rules: ExternalRules): Promise<void> {
  const roleIds = [...new Set([...rules.groupRoles.map(({ roleId }) => roleId), ...rules.defaultRoleIds])];
  const known = await uow.query<{ id: string }>(
    'select id from roles where id = any($1::uuid[]) and deleted_at is null',
    [roleIds],
  );
  if (known.length < roleIds.length) throw Problem.rule('record.rule', [{ path: 'groupRoles', code: 'link.notFound' }]);
  const unit = rules.orgUnitId === null || (await uow.one('select 1 from org_units where id = $1', [rules.orgUnitId]));
  if (!unit) throw Problem.rule('record.rule', [{ path: 'orgUnitId', code: 'link.notFound' }]);
  await mustHoldRoles(uow, roleIds);
}
