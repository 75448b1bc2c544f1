import type { Client } from 'pg';
import type { SampleProgress } from '../platform/setup/sample-loader.js';
import { contentKeys } from './sample-files.js';
import { OpenTables } from './copy/open-tables.js';
import { releaseOwnRows } from './release-own-rows.js';
import { isSample, SAMPLE_OPERATION } from './sample-ids.js';
import { COMPANY_NAME } from './sample-lists.js';

/** Tables with sample rows, those that point to others first. */
const TABLES = [
  'files',
  'notes',
  'activities',
  'leads',
  'account_contacts',
  'opportunity_lines',
  'opportunities',
  'contacts',
  'accounts',
  'targets',
  'stages',
  'pipelines',
  'products',
  'users',
  'teams',
  'org_units',
];
/** What the platform keeps of people and of records, by the column that names them. */
const TRACES = {
  follows: ['user_id', 'record_id'],
  user_secrets: ['user_id'],
  api_keys: ['user_id'],
  sessions: ['user_id'],
  idempotency_keys: ['principal_id'],
  notifications: ['user_id', 'about_id'],
};
/** The large tables; with so many rows their foreign keys are checked once at the end instead of for each row. */
const LARGE = [
  'notes',
  'activities',
  'leads',
  'account_contacts',
  'opportunity_lines',
  'opportunity_stage_moves',
  'opportunity_figures',
  'opportunities',
  'contacts',
  'accounts',
];
const BULK_FROM_ROWS = 20_000;

/**
 * Removes what the sample brought, edited or not, in the open transaction of the tables' owner. Rows of the company's own
 * stay; where they pointed to a sample row they now point to nothing, and what hung on a sample row alone goes with it.
 * Answers the keys of the file contents that nobody needs once it is committed.
 */
export async function removeSample(client: Client, progress: SampleProgress): Promise<string[]> {
  const total = TABLES.length + 2;
  let done = 0;
  const step = () => progress((done += 1), total);
  const contents = await contentKeys(client);
  const kept = await releaseOwnRows(client);
  step();
  const open = (await isLarge(client)) ? new OpenTables(client, LARGE, true) : undefined;
  await open?.open();
  if (open) await client.query(`delete from opportunity_stage_moves where ${isSample('opportunity_id')}`);
  for (const table of TABLES) {
    if (table === 'users') await removeTraces(client);
    await client.query(`delete from ${table} where ${isSample('id')} and not (id = any($1::uuid[]))`, [kept]);
    step();
  }
  if (open) await client.query('select rebuild_opportunity_figures(), rebuild_activity_cells()');
  await open?.close(() => undefined);
  await client.query('delete from changes where operation_id = $1', [SAMPLE_OPERATION]);
  await client.query(`delete from settings where key = 'companyName' and value = $1`, [JSON.stringify(COMPANY_NAME)]);
  await client.query('select access_refresh()');
  step();
  return contents;
}

async function isLarge(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ large: boolean }>(
    `select count(*) = ${BULK_FROM_ROWS} as large from (select 1 from activities where ${isSample('id')} limit ${BULK_FROM_ROWS}) s`,
  );
  return rows[0]?.large ?? false;
}

async function removeTraces(client: Client): Promise<void> {
  for (const [table, columns] of Object.entries(TRACES))
    for (const column of columns) await client.query(`delete from ${table} where ${isSample(column)}`);
}
