import { existsSync, readdirSync } from 'node:fs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot } from './lib/paths.mjs';
import { runNode } from './lib/run.mjs';

/**
 * `npm run check:<name> [-- flags]`: installs and builds what is not there yet, then runs `scripts/<name>/main.mjs`,
 * one of the runs that try to break a promise of the product (docs/operations/proof.md).
 */
const [name = '', ...flags] = process.argv.slice(2);
const known = readdirSync(inRoot('scripts')).filter((folder) => existsSync(inRoot('scripts', folder, 'main.mjs')));
if (known.includes(name)) {
  await ensureInstalled();
  await ensureBuilt(['server']);
  process.exitCode = (await runNode([inRoot('scripts', name, 'main.mjs'), ...flags])).code;
} else {
  process.stderr.write(`node scripts/proof.mjs <name>, one of: ${known.join(', ')}\n`);
  process.exitCode = 1;
}
