import { EffectiveLevels } from './field-levels.js';
import { type FieldLevel, Principal, type PrincipalData, type Reach, type Scope } from './principal.js';

/** What `principal_data()` of the database answers. */
export interface PrincipalRow {
  readonly userId: string;
  readonly username: string;
  readonly fullName: string;
  readonly orgUnitId: string | null;
  readonly roleIds: readonly string[];
  readonly teamIds: readonly string[];
  readonly grants: Readonly<Record<string, readonly Scope[]>>;
  readonly fieldLevels: Readonly<Record<string, FieldLevel>>;
  readonly teamOwnerIds: readonly string[];
  readonly unitIds: readonly string[];
  readonly sharedTypes: readonly string[];
  /** Grows whenever the rights of the user are computed anew. */
  readonly stamp: number;
}

/** The rows that scopes reach for one user; the same rule as `app_owner_ids` and `app_unit_ids` in the database. */
function reachOf(row: PrincipalRow, scopes: ReadonlySet<Scope>): Reach {
  if (scopes.has('all')) return { all: true, ownerIds: [], unitIds: [] };
  const branch = scopes.has('branch') && row.orgUnitId !== null ? [row.orgUnitId] : [];
  return {
    all: false,
    ownerIds: scopes.has('team') ? [...new Set([row.userId, ...row.teamOwnerIds])] : [row.userId],
    unitIds: scopes.has('branchAndBelow') ? row.unitIds : branch,
  };
}

/** The principal that a row stands for. A grant on every type adds to the grants on one type. */
export function principalFrom(
  row: PrincipalRow,
  kind: 'user' | 'apiKey',
  sessionId: string | null,
  viewedBy?: PrincipalData['viewedBy'],
): Principal {
  const reaches = new Map<string, Reach>();
  for (const [key, scopes] of Object.entries(row.grants)) {
    const everywhere = row.grants[`*/${key.slice(key.indexOf('/') + 1)}`] ?? [];
    reaches.set(key, reachOf(row, new Set([...scopes, ...everywhere])));
  }
  const fieldLevels = new Map(Object.entries(row.fieldLevels));
  const data: PrincipalData = {
    kind,
    userId: row.userId,
    sessionId,
    username: row.username,
    fullName: row.fullName,
    orgUnitId: row.orgUnitId,
    roleIds: row.roleIds,
    teamIds: row.teamIds,
    grants: row.grants,
    reaches,
    fieldLevels,
    sharedTypes: new Set(row.sharedTypes),
    effectiveLevels: new EffectiveLevels(fieldLevels),
    viewedBy,
  };
  return new Principal(data);
}
