import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { runNode, say, seconds } from '../../scripts/lib/run.mjs';
import { distOf, load } from './product.mjs';
import { ADMIN_PASSWORD } from './server.mjs';

/** Sizes of the sample company, with the variable that points to a data folder that is already loaded. */
const SIZES = {
  medium: { variable: 'BENCH_DATA_10K', folder: '.data/bench-10k' },
  '1m': { variable: 'BENCH_DATA_1M', folder: '.data/bench-1m' },
};

/**
 * A data folder with the sample company of a size: the one that the variable names, else one of our own, loaded when it
 * is not there or was loaded by migrations that are no longer there.
 *
 * @param {'medium' | '1m'} size
 * @returns {Promise<string>} the folder
 */
export async function ensureData(size) {
  const { variable, folder } = SIZES[size];
  if (process.env[variable]) return resolve(process.env[variable]);
  const dataDir = inRoot(folder);
  const { migrations } = await import(`${distOf()}/migrations/index.js`);
  const names = migrations.map(({ name }) => name);
  const stamp = join(dataDir, 'bench.json');
  const loaded = existsSync(stamp) ? JSON.parse(readFileSync(stamp, 'utf8')).migrations : undefined;
  // What came since runs when the server starts.
  if (loaded?.every((name) => names.includes(name))) return dataDir;
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true });
  const started = performance.now();
  say('seed', `${size} into ${folder}${size === '1m' ? ' (some 10 minutes)' : ''}`);
  const args = [inRoot('bench/parts/sample-load.mjs'), '--size', size, '--data-dir', dataDir];
  const env = { ...process.env, PEYVAND_ADMIN_PASSWORD: ADMIN_PASSWORD };
  const { code, output } = await runNode(args, { quiet: true, env });
  if (code !== 0) throw new Error(`The sample company was not loaded:\n${output}`);
  writeFileSync(stamp, `${JSON.stringify({ size, migrations: names })}\n`);
  say('seed', `${size} in ${seconds(started)}`);
  return dataDir;
}

/**
 * How to reach the running cluster of a data folder past row-level security.
 *
 * @returns {Promise<string>} connection string of its superuser
 */
export async function superuserUrl(dataDir) {
  const { openEmbedded, DATABASE_NAME } = await load('platform/database/connections.js');
  const { productSettings } = await load('platform/database/embedded/settings.js');
  const server = await openEmbedded(dataDir, productSettings(), () => undefined);
  return server.urls(DATABASE_NAME).superuserUrl;
}
