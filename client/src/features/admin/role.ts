import type { RecordBase } from '~/api/records';
import type { Scope } from '~/api/session';

export const SCOPES: readonly Scope[] = ['none', 'own', 'team', 'branch', 'branchAndBelow', 'all'];
export const ACTIONS = [
  'view',
  'create',
  'edit',
  'delete',
  'restore',
  'assign',
  'export',
  'import',
  'bulkEdit',
  'share',
  'history',
] as const;
export type Action = (typeof ACTIONS)[number];
export const LEVELS = ['hidden', 'masked', 'read', 'write'] as const;

export interface Grant {
  recordType: string;
  action: string;
  scope: Scope;
}
export interface FieldLimit {
  recordType: string;
  field: string;
  level: (typeof LEVELS)[number];
}
export interface Role extends RecordBase {
  name: string;
  description: string | null;
  grants: Grant[];
  fields: FieldLimit[];
  requiresTwoFactor: boolean;
  builtin: string | null;
}

/** How far a role reaches with an action; the last of several grants for the same counts on screen. */
export function scopeOf(grants: readonly Grant[], recordType: string, action: string): Scope {
  return grants.findLast((grant) => grant.recordType === recordType && grant.action === action)?.scope ?? 'none';
}

/** The grants with the actions of one type set to a scope; «none» takes them away. */
export function withScope(
  grants: readonly Grant[],
  recordType: string,
  actions: readonly string[],
  scope: Scope,
): Grant[] {
  const others = grants.filter((grant) => grant.recordType !== recordType || !actions.includes(grant.action));
  return scope === 'none' ? others : [...others, ...actions.map((action) => ({ recordType, action, scope }))];
}
