import type { RecordType } from '../records/record-type.js';
import type { Action, Principal } from './principal.js';

/** Collects the values of a statement; `add` gives the placeholder. */
export class Params {
  readonly values: unknown[] = [];

  add(value: unknown, cast = ''): string {
    this.values.push(value);
    return `$${this.values.length}${cast}`;
  }
}

/**
 * The rows of `type` that `principal` reaches with `action`, as a condition that drives indexes: the planner sees the
 * values, and for "all" there is no condition. Row-level security stands behind it and holds also without it
 * (docs/decisions/0003-row-level-security.md). Undefined means every row.
 */
export function scopePredicate(
  type: RecordType,
  action: Action,
  principal: Principal,
  alias: string,
  params: Params,
): string | undefined {
  if (principal.isSystem || type.visibility === 'child') return undefined;
  const reach = principal.reach(type.name, action);
  if (reach.all) return undefined;
  if (type.visibility === 'shared') return sharedType(type, action, principal, alias, params);
  const parts: string[] = [];
  if (reach.ownerIds.length === 1) parts.push(`${alias}.owner_id = ${params.add(reach.ownerIds[0], '::uuid')}`);
  else if (reach.ownerIds.length > 1) parts.push(`${alias}.owner_id = any(${params.add(reach.ownerIds, '::uuid[]')})`);
  if (reach.unitIds.length > 0) parts.push(`${alias}.org_unit_id = any(${params.add(reach.unitIds, '::uuid[]')})`);
  if (type.creatorSees && principal.userId && parts.length > 0 && action === 'view')
    parts.push(`${alias}.created_by = ${params.add(principal.userId, '::uuid')}`);
  const guests = type.sharedWith && type.fields.get(type.sharedWith)?.column;
  if (guests && principal.userId && parts.length > 0 && action === 'view')
    parts.push(`${alias}.${guests} @> array[${params.add(principal.userId, '::uuid')}]`);
  if (type.inherits && action === 'view') parts.push(...inherited(type, principal, alias, params));
  if (parts.length > 0) parts.push(...shared(type, action, principal, alias));
  return parts.length === 0 ? 'false' : `(${parts.join(' or ')})`;
}

/** The rows of a type without owners: all, or those of the branches within reach; what is the company's is for all to see. */
function sharedType(
  type: RecordType,
  action: Action,
  principal: Principal,
  alias: string,
  params: Params,
): string | undefined {
  if (!principal.may(type.name, action)) return 'false';
  if (!type.branch) return undefined;
  const { unitIds } = principal.reach(type.name, action);
  const { orgUnitId } = principal.data;
  const within = unitIds.length > 0 || orgUnitId === null ? unitIds : [orgUnitId];
  const column = `${alias}.${type.branch === 'id' ? 'id' : 'org_unit_id'}`;
  const branch = `${column} = any(${params.add(within, '::uuid[]')})`;
  return action === 'view' && type.branch !== 'id' ? `(${branch} or ${column} is null)` : branch;
}

/**
 * The rows that are shared with the principal; nothing for whoever has no shares, so that their lists stay as they are. As
 * an array the ids drive the index of the primary key; the policy behind it hashes them.
 */
function shared(type: RecordType, action: Action, { data }: Principal, alias: string): string[] {
  const ids = (name: string, way: 'view' | 'change') =>
    `any(array(select unnest(app_shared_ids('${name}', '${way}'))))`;
  const parts: string[] = [];
  if ((action === 'view' || action === 'edit') && type.shareable && data.sharedTypes.has(type.name))
    parts.push(`${alias}.id = ${ids(type.name, action === 'view' ? 'view' : 'change')}`);
  const link = type.inherits && action === 'view' ? type.fields.get(type.inherits) : undefined;
  if (link?.target && data.sharedTypes.has(link.target))
    parts.push(`${alias}.${link.column} = ${ids(link.target, 'view')}`);
  return parts;
}

/** Owners whose rows are few enough to be read whole. */
const FEW_OWNERS = 4;

/**
 * Whether the principal reaches so few rows of a type that a search or a list had better collect them all first and go on
 * with those. The planner takes them for many (it adds up the ways to a row, owner, maker, guest and parent, as if they led to
 * different rows) and walks the whole table in the order of the list, or reads all places of a frequent word.
 */
export function reachesFew(type: RecordType, principal: Principal): boolean {
  if (principal.isSystem || type.visibility !== 'owned') return false;
  const parent = type.inherits && type.fields.get(type.inherits)?.target;
  return [type.name, ...(parent ? [parent] : [])].every((name) => {
    const { all, ownerIds, unitIds } = principal.reach(name, 'view');
    return !all && unitIds.length === 0 && ownerIds.length <= FEW_OWNERS;
  });
}

/** Whether there are several ways to a row besides its owner and branch. */
export function hasManyWays({ inherits, sharedWith, creatorSees }: RecordType): boolean {
  return Boolean(inherits || sharedWith || creatorSees);
}

/** The rows whose parent the principal sees, by the copies of its owner and org unit that each row carries. */
function inherited(type: RecordType, principal: Principal, alias: string, params: Params): string[] {
  const link = type.fields.get(type.inherits as string);
  const reach = principal.reach(link?.target as string, 'view');
  if (reach.all) return [`${alias}.${link?.column} is not null`];
  const parts: string[] = [];
  if (reach.ownerIds.length > 0)
    parts.push(`${alias}.parent_owner_id = any(${params.add(reach.ownerIds, '::uuid[]')})`);
  if (reach.unitIds.length > 0)
    parts.push(`${alias}.parent_org_unit_id = any(${params.add(reach.unitIds, '::uuid[]')})`);
  return parts;
}
