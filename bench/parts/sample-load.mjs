/**
 * Loads the sample company into an empty data folder as `npm start -- --demo` does, and prints how long each phase took,
 * the memory of the process and the size of the database.
 * Usage: node bench/parts/sample-load.mjs [--size small|medium|1m] [--data-dir <folder to keep>] [--remove]
 * The administrator of a kept folder has the password of PEYVAND_ADMIN_PASSWORD.
 */
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Logger } from '@nestjs/common';
import pg from 'pg';

const dist = process.env.PEYVAND_DIST ?? new URL('../../dist', import.meta.url).pathname;
const load = (path) => import(`${dist}/server/src/${path}`);
const { AppModule } = await load('app.module.js');
const { loadConfig } = await load('platform/config/config.js');
const { prepareDatabase } = await load('platform/database/connections.js');
const { migrate } = await load('platform/database/migrate.js');
const { createApp } = await load('platform/http/create-app.js');
const { IdentitySeed } = await load('platform/identity/identity-seed.js');
const { SetupService } = await load('platform/setup/setup.service.js');
const { SAMPLE_LOADER } = await load('platform/setup/sample-loader.js');

const { values: flags } = parseArgs({
  options: {
    size: { type: 'string', default: '1m' },
    'data-dir': { type: 'string' },
    remove: { type: 'boolean', default: false },
  },
});
const dataDir = flags['data-dir'] ? resolve(flags['data-dir']) : mkdtempSync(join(tmpdir(), 'peyvand-load-'));
const password = process.env.PEYVAND_ADMIN_PASSWORD ?? 'bench-password-1405';
const config = loadConfig({ PEYVAND_DATA_DIR: dataDir, PEYVAND_ADMIN_PASSWORD: password, LOG_LEVEL: 'fatal' });
const database = await prepareDatabase(config, () => undefined);
await migrate(database);
const app = await createApp(AppModule.for(config, database), config);

const phases = [];
Logger.overrideLogger({
  log: () => undefined,
  warn: console.warn,
  error: console.error,
  debug: (text, context) => context === 'Sample' && phases.push(text),
});
let rss = process.memoryUsage.rss();
const before = rss;
const watch = setInterval(() => (rss = Math.max(rss, process.memoryUsage.rss())), 200);
await app.get(IdentitySeed).ensureFirstAdministrator();

let shown = 0;
const started = performance.now();
await app.get(SetupService).loadSample(flags.size, (done, total) => {
  if (performance.now() - shown < 10_000) return;
  shown = performance.now();
  process.stdout.write(`${String(Math.floor((100 * done) / total)).padStart(3)} %  ${seconds(started)}\n`);
});
console.log(`\nload ${flags.size}: ${seconds(started)}`);
for (const phase of phases) console.log(`  ${phase}`);
console.log(`memory: ${mebibytes(before)} before, ${mebibytes(rss)} at most`);

const client = new pg.Client({ connectionString: database.ownerUrl });
await client.connect();
const { rows } = await client.query(
  `select relname as name, reltuples::bigint as rows, pg_size_pretty(pg_table_size(oid)) as heap, pg_size_pretty(pg_indexes_size(oid)) as indexes
   from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by pg_total_relation_size(oid) desc limit 12`,
);
console.table(rows);
const { rows: size } = await client.query('select pg_size_pretty(pg_database_size(current_database())) as size');
console.log(`database: ${size[0].size}`);
await client.end();

if (flags.remove) {
  const again = performance.now();
  await app.get(SAMPLE_LOADER, { strict: false }).remove(() => undefined);
  console.log(`remove: ${seconds(again)}`);
}
clearInterval(watch);
await app.close();
await database.stop();
if (!flags['data-dir']) rmSync(dataDir, { recursive: true, force: true });

function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

function mebibytes(bytes) {
  return `${Math.round(bytes / 1024 / 1024)} MiB`;
}
