import { existsSync, readdirSync } from 'node:fs';
import { dropResults, keptGoals, printGoals } from '../bench/lib/results.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot } from './lib/paths.mjs';
import { runNode, say, seconds } from './lib/run.mjs';

/** What proves the goals, in this order; the other parts are run by name. */
const PROOF = ['api', 'growth', 'import', 'screens'];

/**
 * `npm run bench`: builds, seeds what is not there, runs the whole proof and prints each goal with what was reached.
 * `npm run bench -- <part> [flags]` runs one part. The exit code is not 0 when a goal is missed or a part breaks.
 */
const [part, ...flags] = process.argv.slice(2);
const parts = readdirSync(inRoot('bench/parts')).map((file) => file.slice(0, -'.mjs'.length));
if (part !== undefined && !existsSync(inRoot(`bench/parts/${part}.mjs`))) {
  process.stdout.write(`npm run bench [-- <part>], one of:\n${parts.map((known) => `  ${known}\n`).join('')}`);
  process.exitCode = 1;
} else {
  await ensureInstalled();
  await ensureBuilt();
  const chosen = part === undefined ? PROOF : [part];
  if (part === undefined) dropResults(PROOF);
  const broken = [];
  for (const name of chosen) if ((await runPart(name)) !== 0) broken.push(name);
  const goals = keptGoals(chosen.filter((name) => PROOF.includes(name)));
  if (goals.length > 0 && flags.length === 0) printGoals(goals);
  if (broken.length > 0) process.stdout.write(`not held: ${broken.join(', ')}\n`);
  process.exitCode = broken.length === 0 ? 0 : 1;
}

async function runPart(name) {
  const started = performance.now();
  say('bench', name);
  const { code } = await runNode([inRoot(`bench/parts/${name}.mjs`), ...flags], { quiet: false });
  say('bench', `${name} in ${seconds(started)}`);
  return code;
}
