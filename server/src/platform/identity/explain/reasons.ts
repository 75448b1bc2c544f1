import { aliasesOf, FIELD_LEVELS } from '../../access/field-levels.js';
import type { FieldLimit, Grant } from '../../access/grants.js';
import type { PrincipalRow } from '../../access/principal-data.js';
import { type Action, SCOPES } from '../../access/principal.js';
import type { RecordType } from '../../records/record-type.js';
import type { FieldAccess, FieldReason, RoleReason, Way } from './explain.dto.js';

/** A role as it is kept. */
export interface RoleRow {
  readonly id: string;
  readonly name: string;
  readonly grants: readonly Grant[];
  readonly fields: readonly FieldLimit[];
}

/** Where a record stands: what scopes compare. */
export interface Standing {
  readonly ownerId: string | null;
  readonly orgUnitId: string | null;
}

/** How a scope reaches a record for a person; undefined when it doesn't. */
export function wayOf(scope: string, person: PrincipalRow, record: Standing): Way | undefined {
  if (scope === 'none') return undefined;
  if (scope === 'all') return 'all';
  // One's own records stay within reach also when they belong to another branch.
  if (record.ownerId === person.userId) return 'owner';
  if (scope === 'team' && record.ownerId && person.teamOwnerIds.includes(record.ownerId)) return 'team';
  if (record.orgUnitId === null) return undefined;
  if ((scope === 'branch' || scope === 'branchAndBelow') && record.orgUnitId === person.orgUnitId) return 'branch';
  return scope === 'branchAndBelow' && person.unitIds.includes(record.orgUnitId) ? 'branchBelow' : undefined;
}

/** The grants of a role for an action on a type, the widest scope only. */
export function grantOf({ id, name, grants }: RoleRow, type: RecordType, action: Action): RoleReason | undefined {
  const held = grants.filter(
    (grant) =>
      (grant.recordType === type.name || grant.recordType === '*') && grant.action === action && grant.scope !== 'none',
  );
  const widest = held.toSorted((a, b) => SCOPES.indexOf(b.scope) - SCOPES.indexOf(a.scope))[0];
  return widest && { roleId: id, roleName: name, scope: widest.scope, grantedOn: widest.recordType, via: null };
}

/** What each role that opens the type says of a field, and what it comes to. */
export function fieldAccess(
  roles: readonly RoleRow[],
  type: RecordType,
  field: string,
  level: FieldAccess['level'],
): FieldAccess {
  const opening = roles.filter(({ grants }) =>
    grants.some(
      (grant) =>
        (grant.recordType === type.name || grant.recordType === '*') &&
        ['view', 'create', 'edit'].includes(grant.action) &&
        grant.scope !== 'none',
    ),
  );
  const names = aliasesOf(type, field);
  const reasons = opening.flatMap((role): FieldReason[] => {
    const limits = role.fields.filter((limit) => limit.recordType === type.name && names.includes(limit.field));
    if (limits.length === 0) return [{ roleId: role.id, roleName: role.name, field, level: 'write' }];
    return limits
      .toSorted((a, b) => FIELD_LEVELS.indexOf(a.level) - FIELD_LEVELS.indexOf(b.level))
      .map((limit) => ({ roleId: role.id, roleName: role.name, field: limit.field, level: limit.level }));
  });
  return { level, roles: reasons };
}
