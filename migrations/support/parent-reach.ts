/** A record that passes its visibility on: the type, its table, and the column that links to it. */
export interface ParentLink {
  readonly type: string;
  readonly table: string;
  readonly column: string;
}

/**
 * Owner and org unit of the parent, copied into the child: whoever sees the parent sees the child by plain comparisons,
 * which an index can answer. A look at the parent for each row would read all parents (docs/decisions/0003-row-level-security.md).
 */
export const PARENT_COLUMNS = ['parent_owner_id uuid', 'parent_org_unit_id uuid'];

/** The part of the view policy that follows the parent. */
export function parentReach({ type, column }: ParentLink): string[] {
  const args = `'${type}', 'view'`;
  return [
    `(${column} is not null and (select app_sees_all(${args})))`,
    `parent_owner_id in (select unnest(app_owner_ids(${args})))`,
    `parent_org_unit_id in (select unnest(app_unit_ids(${args})))`,
  ];
}

/** Keeps the copies right whichever way rows are written. Rows that bring them along (COPY) are taken as they are. */
export function parentTriggers(child: string, { table, column }: ParentLink): string[] {
  return [
    `create function ${child}_take_reach() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      select p.owner_id, p.org_unit_id into new.parent_owner_id, new.parent_org_unit_id from ${table} p where p.id = new.${column};
      return new;
    end $$`,
    `create function ${child}_follow_reach() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      update ${child} set parent_owner_id = new.owner_id, parent_org_unit_id = new.org_unit_id where ${column} = new.id;
      return null;
    end $$`,
    `create trigger ${child}_take_reach before insert on ${child} for each row
      when (new.${column} is not null and new.parent_owner_id is null and new.parent_org_unit_id is null)
      execute function ${child}_take_reach()`,
    `create trigger ${child}_move_reach before update of ${column} on ${child} for each row
      when (new.${column} is distinct from old.${column}) execute function ${child}_take_reach()`,
    `create trigger ${child}_follow_reach after update of owner_id, org_unit_id on ${table} for each row
      when ((new.owner_id, new.org_unit_id) is distinct from (old.owner_id, old.org_unit_id))
      execute function ${child}_follow_reach()`,
  ];
}
