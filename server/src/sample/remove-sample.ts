import type { Client } from 'pg';
import type { SampleProgress } from '../platform/setup/sample-loader.js';
import { contentKeys } from './sample-files.js';
import { emptyTables } from './copy/empty-tables.js';
import { OpenTables } from './copy/open-tables.js';
import { keptIds, releaseOwnRows } from './release-own-rows.js';
import { isSample, SAMPLE_OPERATION } from './sample-ids.js';
import { COMPANY_NAME } from './sample-lists.js';
import { LIST_TABLES, RECORD_TABLES, takeSampleTables } from './sample-tables.js';

/** What the platform keeps of people and of records, by the column that names them. */
const TRACES = {
  follows: ['user_id', 'record_id'],
  user_secrets: ['user_id'],
  api_keys: ['user_id'],
  webhooks: ['user_id'],
  sessions: ['user_id'],
  idempotency_keys: ['principal_id'],
  notifications: ['user_id', 'about_id'],
};
/** From so many activities on the tables are emptied; below, rows are deleted. */
const EMPTIED_FROM = 20_000;

/**
 * Removes what the sample brought, edited or not, in the open transaction of the tables' owner. Rows of the company's own
 * stay; where they pointed to a sample row they now point to nothing, and what hung on a sample row alone goes with it.
 * Answers the keys of the file contents that nobody needs once it is committed.
 */
export async function removeSample(
  client: Client,
  progress: SampleProgress,
  emptiedFrom = EMPTIED_FROM,
): Promise<string[]> {
  const total = RECORD_TABLES.length + LIST_TABLES.length + 2;
  let done = 0;
  const step = (steps = 1) => progress((done += steps), total);
  const empties = await isLarge(client, emptiedFrom);
  await takeSampleTables(client, empties);
  const contents = await contentKeys(client);
  const kept = await keptIds(client);
  // Own rows are freed from what goes while they are alone: there is less to look through.
  if (empties) {
    await emptyRecordTables(client, kept);
    step(RECORD_TABLES.length + 1);
  } else {
    await releaseOwnRows(client);
    step();
    for (const table of RECORD_TABLES.toReversed()) await removeRows(client, table, kept).then(() => step());
  }
  await removeTraces(client);
  for (const table of LIST_TABLES.toReversed()) await removeRows(client, table, kept).then(() => step());
  await client.query('delete from changes where operation_id = $1', [SAMPLE_OPERATION]);
  await client.query(`delete from settings where key = 'companyName' and value = $1`, [JSON.stringify(COMPANY_NAME)]);
  await client.query('select access_refresh()');
  step();
  return contents;
}

async function removeRows(client: Client, table: string, kept: readonly string[]): Promise<void> {
  await client.query(`delete from ${table} where ${isSample('id')} and not (id = any($1::uuid[]))`, [kept]);
}

/**
 * Takes all rows but the company's own out of the record tables. Rows that were deleted would still be read for every index
 * that is made after them; a table that was emptied is as small as what is put back into it.
 */
async function emptyRecordTables(client: Client, kept: readonly string[]): Promise<void> {
  const stays = (id: string) => `not (${isSample(id)}) or ${id} = any('{${kept.join(',')}}'::uuid[])`;
  const tables = [
    ...RECORD_TABLES.map((name) => ({ name, keep: stays('id') })),
    { name: 'opportunity_stage_moves', keep: stays('opportunity_id') },
    // Made anew below.
    { name: 'opportunity_figures', keep: 'false' },
  ];
  const names = tables.map(({ name }) => name);
  await releaseDependents(client, names, (column) => `not (${stays(column)})`);
  const open = new OpenTables(client, names, true);
  await open.open();
  await emptyTables(client, tables);
  await client.query('select rebuild_opportunity_figures(), rebuild_activity_cells()');
  await open.close(
    () => undefined,
    () => releaseOwnRows(client),
  );
}

/** What foreign keys of other tables would do when the rows that they point to are deleted one by one. */
async function releaseDependents(
  client: Client,
  tables: readonly string[],
  goes: (column: string) => string,
): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; cascades: boolean }>(
    `select c.conrelid::regclass::text as "table", quote_ident(a.attname) as column, c.confdeltype = 'c' as cascades
     from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
     where c.contype = 'f' and c.confdeltype in ('c', 'n') and c.confrelid = any($1::regclass[]) and c.conrelid <> all($1::regclass[])`,
    [tables],
  );
  for (const { table, column, cascades } of rows)
    await client.query(
      cascades
        ? `delete from ${table} where ${goes(column)}`
        : `update ${table} set ${column} = null where ${goes(column)}`,
    );
}

async function isLarge(client: Client, from: number): Promise<boolean> {
  const { rowCount } = await client.query(`select 1 from activities where ${isSample('id')} limit $1`, [from]);
  return rowCount === from;
}

async function removeTraces(client: Client): Promise<void> {
  for (const [table, columns] of Object.entries(TRACES))
    for (const column of columns) await client.query(`delete from ${table} where ${isSample(column)}`);
}
