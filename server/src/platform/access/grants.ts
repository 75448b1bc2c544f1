import { FIELD_LEVELS } from './field-levels.js';
import { type Action, ACTIONS, type FieldLevel, type Principal, SCOPES, type Scope } from './principal.js';

/** One right of a role: an action on the records of a type, as far as the scope reaches. */
export interface Grant {
  readonly recordType: string;
  readonly action: Action;
  readonly scope: Scope;
}

/** A limit that a role sets on a field of the types that it opens. */
export interface FieldLimit {
  readonly recordType: string;
  readonly field: string;
  readonly level: FieldLevel;
}

/** Subjects of a grant that are no record types: parts of the set-up. */
export const SETTING_SUBJECTS = new Set(['setting', 'apiKey', 'customisation', 'audit', 'access', 'viewAs']);

/** The scopes that contain a scope, itself included. A team may stretch over branches, so neither contains the other. */
const CONTAINED_IN: Readonly<Record<Scope, readonly Scope[]>> = {
  none: SCOPES,
  own: ['own', 'team', 'branch', 'branchAndBelow', 'all'],
  team: ['team', 'all'],
  branch: ['branch', 'branchAndBelow', 'all'],
  branchAndBelow: ['branchAndBelow', 'all'],
  all: ['all'],
};

function heldScopes(principal: Principal, recordType: string, action: string): Scope[] {
  const { grants } = principal.data;
  return [...(grants[`${recordType}/${action}`] ?? []), ...(grants[`*/${action}`] ?? [])];
}

/** The widest scope that the principal holds for an action, for people to read. */
export function widestScope(principal: Principal, recordType: string, action: Action): Scope {
  const held = heldScopes(principal, recordType, action);
  return held.reduce<Scope>(
    (widest, scope) => (SCOPES.indexOf(scope) > SCOPES.indexOf(widest) ? scope : widest),
    'none',
  );
}

/** Whether the principal holds at least this grant. */
export function holdsGrant(principal: Principal, grant: Grant): boolean {
  if (principal.isSystem || grant.scope === 'none') return true;
  return heldScopes(principal, grant.recordType, grant.action).some((scope) =>
    CONTAINED_IN[grant.scope].includes(scope),
  );
}

/**
 * The first part of a role that goes beyond what the principal holds: a grant that they lack, or a field that is limited
 * for them and open in the role. Undefined when they may make such a role.
 */
export function beyondOwn(
  principal: Principal,
  grants: readonly Grant[],
  fields: readonly FieldLimit[],
): { path: string; params: Record<string, unknown> } | undefined {
  for (const [i, grant] of grants.entries())
    if (!holdsGrant(principal, grant))
      return { path: `grants[${i}]`, params: { recordType: grant.recordType, action: grant.action } };
  for (const [key, own] of principal.data.fieldLevels) {
    const [recordType, field] = key.split('/') as [string, string];
    const opens = grants.some(
      (grant) => grant.scope !== 'none' && (grant.recordType === recordType || grant.recordType === '*'),
    );
    const limits = fields.filter((limit) => limit.recordType === recordType && limit.field === field);
    const level =
      limits.length === 0
        ? 'write'
        : FIELD_LEVELS[Math.max(...limits.map((limit) => FIELD_LEVELS.indexOf(limit.level)))];
    if (opens && FIELD_LEVELS.indexOf(level as FieldLevel) > FIELD_LEVELS.indexOf(own))
      return { path: 'fields', params: { recordType, field } };
  }
  return undefined;
}

/**
 * Whether `other` reaches a row or a field that neither `principal` reaches nor `other` reached `before`: a right that
 * `principal` would be handing out without holding it. Compares computed rights, so roles, branches and teams all count.
 */
export function exceeds(other: Principal, principal: Principal, before?: Principal): boolean {
  for (const [key, reach] of other.data.reaches) {
    const [recordType, action] = key.split('/') as [string, Action];
    const [own, old] = [principal.reach(recordType, action), before?.reach(recordType, action)];
    if (own.all || old?.all) continue;
    if (reach.all || !(principal.may(recordType, action) || before?.may(recordType, action))) return true;
    const owners = new Set([...own.ownerIds, ...(old?.ownerIds ?? []), other.userId]);
    const units = new Set([...own.unitIds, ...(old?.unitIds ?? [])]);
    if (!reach.ownerIds.every((id) => owners.has(id)) || !reach.unitIds.every((id) => units.has(id))) return true;
  }
  const rank = (holder: Principal, recordType: string, field: string) =>
    FIELD_LEVELS.indexOf(holder.fieldLevel(recordType, field));
  for (const key of principal.data.fieldLevels.keys()) {
    const [recordType, field] = key.split('/') as [string, string];
    if (!(['view', 'create', 'edit'] as const).some((action) => other.may(recordType, action))) continue;
    const allowed = Math.max(rank(principal, recordType, field), before ? rank(before, recordType, field) : 0);
    if (rank(other, recordType, field) > allowed) return true;
  }
  return false;
}

/** Whether the principal may do everything with everything, so that there is nothing beyond them. */
export function isUnlimited(principal: Principal): boolean {
  if (principal.isSystem) return true;
  return principal.data.fieldLevels.size === 0 && ACTIONS.every((action) => principal.reach('*', action).all);
}
