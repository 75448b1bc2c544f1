import type { Client } from 'pg';
import type { FileStore } from '../platform/files/file-store.js';
import type { SampleProgress, SampleSize } from '../platform/setup/sample-loader.js';
import { copyRows } from './copy/copy-rows.js';
import { OpenTables } from './copy/open-tables.js';
import { SampleWorld } from './content/world.js';
import { insertFiles } from './sample-files.js';
import { writeHistory } from './history.js';
import { COMPANY_NAME, insertCompany, insertTargets, salesLists } from './sample-lists.js';
import { isSample } from './sample-ids.js';
import { SAMPLE_PLANS } from './sample-plan.js';
import { takeSampleTables } from './sample-tables.js';
import { activityTable } from './tables/activity-table.js';
import { leadTable } from './tables/lead-table.js';
import { accountContactTable, accountTable, contactTable, noteTable } from './tables/party-tables.js';
import { lineTable, opportunityTable, stageMoveTable } from './tables/sales-tables.js';
import type { SampleTable } from './tables/standard-columns.js';

/** Told at the end of each phase with its length in seconds. */
export type PhaseLog = (phase: string, seconds: number) => void;

const TAGGED = { account: 'accounts', contact: 'contacts', opportunity: 'opportunities' } as const;

interface Circumstances {
  readonly size: SampleSize;
  /** The day that the sample lives on. */
  readonly now: Date;
  /** The user who gets a share of the work; undefined when nobody loads it. */
  readonly loaderId: string | undefined;
  readonly files: FileStore;
}

/** Loads the sample company in the open transaction of the tables' owner: all of it or nothing. */
export async function loadSample(
  client: Client,
  { size, now, loaderId, files }: Circumstances,
  progress: SampleProgress,
  log: PhaseLog,
): Promise<void> {
  const plan = SAMPLE_PLANS[size];
  const phase = phases(log);
  await takeSampleTables(client, plan.bulk);
  phase('tables');
  const world = new SampleWorld(plan, await salesLists(client), now, loaderId);
  await insertCompany(client, world.company);
  await insertTargets(client, world.company, now);
  // Activities first: accounts and opportunities tell when something happened last.
  const tables = [
    activityTable,
    accountTable,
    contactTable,
    accountContactTable,
    opportunityTable,
    stageMoveTable,
    lineTable,
    leadTable,
    noteTable,
  ].map((table) => table(world));
  phase('lists');
  const open = new OpenTables(client, [...tables.map(({ name }) => name), 'opportunity_figures'], plan.bulk);
  await open.open();
  const steps = progressSteps(tables, open.indexCount, progress);
  for (const table of tables) {
    await copyRows(client, table.name, table.columns, table.rows(), steps.rows, await open.freezable(table.name));
    phase(`copy ${table.name}`);
  }
  await insertFiles(client, files, world);
  await noteTags(client);
  if (!plan.bulk) await writeHistory(client);
  phase('files, history and tags');
  await client.query('select rebuild_opportunity_figures(), rebuild_activity_cells()');
  phase('figures of reports');
  await open.close((index) => {
    steps.index();
    if (plan.bulk) phase(`index ${index}`);
  });
  phase('foreign keys');
  await client.query(`insert into settings (key, value) values ('companyName', $1) on conflict do nothing`, [
    JSON.stringify(COMPANY_NAME),
  ]);
  await client.query('select access_refresh()');
  for (const { name } of tables) await client.query(`analyze ${name}`);
  await client.query('analyze users, org_units, teams, products, targets, changes');
  steps.end();
  phase('rights and statistics');
}

function phases(log: PhaseLog): (name: string) => void {
  let since = performance.now();
  return (name) => {
    const now = performance.now();
    log(name, (now - since) / 1000);
    since = now;
  };
}

/** Rows, with an index counted as many rows as take about as long. */
function progressSteps(tables: readonly SampleTable[], indexes: number, progress: SampleProgress) {
  const rows = tables.reduce((sum, { count }) => sum + count, 0);
  const perIndex = Math.round(rows / 100);
  const total = rows + indexes * perIndex;
  let done = 0;
  const add = (count: number) => {
    done = Math.min(total - 1, done + count);
    progress(done, total);
  };
  return { rows: add, index: () => add(perIndex), end: () => progress(total, total) };
}

/** The tags that the triggers would have noted. */
async function noteTags(client: Client): Promise<void> {
  for (const [type, table] of Object.entries(TAGGED))
    await client.query(
      `insert into tag_names (record_type, tag)
       select distinct '${type}', unnest(tags) from ${table} where tags <> '{}' and ${isSample('id')} on conflict do nothing`,
    );
}
