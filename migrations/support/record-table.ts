import type { QueryRunner } from 'typeorm';
import { PARENT_COLUMNS, type ParentLink, parentReach, parentTriggers } from './parent-reach.js';

export interface RecordTableSpec {
  /** Record type, singular camelCase. */
  readonly type: string;
  readonly table: string;
  /** Column definitions beyond the standard ones, one per entry: `name text collate "fa" not null`. */
  readonly columns: readonly string[];
  /** Columns whose text makes the search column. */
  readonly search?: readonly string[];
  /** Columns with a keyset index `(column, id)`. */
  readonly sort?: readonly string[];
  /** Further index definitions after `on <table>`, by name suffix. */
  readonly indexes?: Readonly<Record<string, string>>;
  readonly visibility?: 'owned' | 'shared' | 'child';
  /** Link column whose record passes its visibility on. */
  readonly inherits?: ParentLink;
  readonly creatorSees?: boolean;
  /** Column of user ids that see the row as well. */
  readonly sharedWith?: string;
}

const STANDARD = [
  'id uuid primary key',
  'version integer not null default 1',
  'created_at timestamptz(3) not null default now()',
  'created_by uuid',
  'updated_at timestamptz(3) not null default now()',
  'updated_by uuid',
  'owner_id uuid',
  'org_unit_id uuid',
  `custom jsonb not null default '{}'`,
  'external_id text collate "fa"',
  'deleted_at timestamptz(3)',
  'deleted_by uuid',
];

function reach(spec: RecordTableSpec, action: string): string {
  const args = `'${spec.type}', '${action}'`;
  if (spec.visibility === 'shared') return `(select app_may(${args}))`;
  const parts = [
    // A bare boolean sub-select is estimated as half of the rows, so it leaves the plan to the query's own condition.
    `(select app_sees_all(${args}))`,
    // As sub-selects Postgres hashes the ids; an array would be searched from the start for each row.
    `owner_id in (select unnest(app_owner_ids(${args})))`,
    `org_unit_id in (select unnest(app_unit_ids(${args})))`,
  ];
  if (spec.creatorSees) parts.push('created_by = (select app_user_id())');
  if (spec.sharedWith && action === 'view') parts.push(`${spec.sharedWith} @> array[(select app_user_id())]`);
  if (spec.inherits && action === 'view') parts.push(...parentReach(spec.inherits));
  return parts.join(' or ');
}

function policies(spec: RecordTableSpec): string[] {
  const { table } = spec;
  const child = spec.visibility === 'child';
  const may = (action: string): string => `(select app_may('${spec.type}', '${action}'))`;
  const visible = 'record_visible(about_type, about_id)';
  const view = child ? `((select app_is_system()) or ${visible})` : reach(spec, 'view');
  const create = child ? `${may('create')} and ${visible}` : reach(spec, 'create');
  const change = child
    ? `${visible} and (created_by = (select app_user_id()) or (select app_sees_all('${spec.type}', 'change')))`
    : reach(spec, 'change');
  return [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy ${table}_owner on ${table} to current_user using (true) with check (true)`,
    `create policy ${table}_view on ${table} for select to peyvand_app using (${view})`,
    `create policy ${table}_create on ${table} for insert to peyvand_app with check (${create})`,
    `create policy ${table}_change on ${table} for update to peyvand_app using (${change}) with check (${change})`,
    `create policy ${table}_purge on ${table} for delete to peyvand_app using ((select app_is_system()))`,
    `grant select, insert, update, delete on ${table} to peyvand_app`,
  ];
}

function triggers({ table, type, columns }: RecordTableSpec): string[] {
  // Tags are also noted for suggestions (core.sql).
  const tagged = columns.some((column) => column.startsWith('tags '));
  return [
    ...(tagged ? ['insert', 'update'] : []).map(
      (event) => `create trigger ${table}_tags_${event} after ${event} on ${table} referencing new table as new_rows
      for each statement execute function note_tags('${type}')`,
    ),
    `create trigger ${table}_log_inserts after insert on ${table} referencing new table as new_rows
      for each statement execute function log_inserts('${type}')`,
    `create trigger ${table}_log_updates after update on ${table} referencing old table as old_rows new table as new_rows
      for each statement execute function log_updates('${type}')`,
    `create trigger ${table}_log_deletes after delete on ${table} referencing old table as old_rows
      for each statement execute function log_deletes('${type}')`,
  ];
}

/**
 * Makes the table of a record type: standard columns, search column, indexes, row-level security and the triggers of the
 * log of changes. Frozen once landed: a new shape is a new function.
 */
export async function createRecordTable(runner: QueryRunner, spec: RecordTableSpec): Promise<void> {
  const { table } = spec;
  const columns = [...STANDARD, ...spec.columns, ...(spec.inherits ? PARENT_COLUMNS : [])];
  if (spec.search) {
    const text = spec.search.map((column) => `coalesce(${column}, '')`).join(` || ' ' || `);
    columns.push(`search_key text generated always as (fa_search(${text})) stored`);
  }
  const statements = [
    `create table ${table} (${columns.join(', ')})`,
    `create index ${table}_external_id on ${table} (external_id) where external_id is not null`,
    `create index ${table}_created_at on ${table} (created_at, id)`,
    `create index ${table}_updated_at on ${table} (updated_at, id)`,
    `create index ${table}_deleted on ${table} (deleted_at, id) where deleted_at is not null`,
    ...(spec.visibility === 'shared' || spec.visibility === 'child'
      ? []
      : [
          `create index ${table}_owner on ${table} (owner_id, id)`,
          `create index ${table}_org_unit on ${table} (org_unit_id, id)`,
        ]),
    ...(spec.search ? [`create index ${table}_search on ${table} using gin (search_key gin_trgm_ops)`] : []),
    ...(spec.sort ?? []).map((column) => `create index ${table}_by_${column} on ${table} (${column}, id)`),
    ...Object.entries(spec.indexes ?? {}).map(([name, on]) => `create index ${table}_${name} on ${table} ${on}`),
    ...policies(spec),
    ...triggers(spec),
    ...(spec.inherits ? parentTriggers(table, spec.inherits) : []),
    ...(spec.inherits ? [`create index ${table}_parent_owner on ${table} (parent_owner_id, id)`] : []),
    `insert into record_tables (record_type, table_name) values ('${spec.type}', '${table}')`,
  ];
  for (const statement of statements) await runner.query(statement);
}
