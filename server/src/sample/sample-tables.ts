import type { Client } from 'pg';
import { takeTables } from './copy/take-tables.js';

/** Record tables with few sample rows, those that others point to first. */
export const LIST_TABLES = [
  'org_units',
  'teams',
  'users',
  'products',
  'pipelines',
  'stages',
  'targets',
  'files',
] as const;

/** Record tables that are filled by COPY, those that others point to first. */
export const RECORD_TABLES = [
  'accounts',
  'contacts',
  'opportunities',
  'opportunity_lines',
  'account_contacts',
  'leads',
  'activities',
  'notes',
] as const;

/** What the database derives from them and the loader writes instead. */
export const DERIVED_TABLES = [
  'opportunity_stage_moves',
  'opportunity_figures',
  'opportunity_cells',
  'activity_cells',
] as const;

/** Advisory locks under which others rewrite some of these tables. */
const ADVISORY = ['access_refresh', 'opportunity_cells', 'activity_cells'];

/**
 * Takes everything that loading and removing write, before anything else and at once.
 * @param rebuild foreign keys are dropped and made again, which needs the tables at their other ends as well
 */
export async function takeSampleTables(client: Client, rebuild: boolean): Promise<void> {
  const whole = [...RECORD_TABLES, ...DERIVED_TABLES];
  const tied = rebuild ? await tiedTables(client, whole) : [];
  await takeTables(client, { lists: LIST_TABLES, whole: [...tied, ...whole], advisory: ADVISORY });
}

/** Tables that foreign keys tie to others. */
async function tiedTables(client: Client, tables: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select distinct tied.id::regclass::text as name
     from pg_constraint c cross join lateral (values (c.conrelid), (c.confrelid)) as tied (id)
     where c.contype = 'f' and (c.conrelid = any($1::regclass[]) or c.confrelid = any($1::regclass[]))
       and tied.id <> all($1::regclass[]) order by 1`,
    [tables],
  );
  return rows.map(({ name }) => name);
}
