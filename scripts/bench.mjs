import { existsSync, readdirSync } from 'node:fs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot } from './lib/paths.mjs';
import { runNode } from './lib/run.mjs';

/** `npm run bench -- <name> [flags]`: builds the server and runs `bench/<name>.mjs`; without a name it lists them. */
const [name, ...flags] = process.argv.slice(2);
const names = readdirSync(inRoot('bench'))
  .filter((file) => file.endsWith('.mjs'))
  .map((file) => file.slice(0, -'.mjs'.length));
if (name === undefined || !existsSync(inRoot(`bench/${name}.mjs`))) {
  process.stdout.write(`npm run bench -- <name>, one of:\n${names.map((known) => `  ${known}\n`).join('')}`);
  process.exitCode = name === undefined ? 0 : 1;
} else {
  await ensureInstalled();
  await ensureBuilt(['server']);
  process.exitCode = (await runNode([inRoot(`bench/${name}.mjs`), ...flags], { quiet: false })).code;
}
