import { parseArgs } from 'node:util';
import { physicalSides } from './checks/css-sides.mjs';
import { generatedClientDrift, migrationDrift, openApiDrift } from './checks/drift.mjs';
import { missingTexts } from './checks/texts.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { runNode, say, seconds } from './lib/run.mjs';

/** A step that is one tool: its output is the fault when it fails. */
const tool =
  (script, args, fixArgs = args) =>
  async ({ fix }) => {
    const { code, output } = await runNode([inRoot('node_modules', script), ...(fix ? fixArgs : args)], {
      quiet: true,
    });
    return code === 0 ? [] : [output.trim() || `${script} ended with code ${code}`];
  };

const build = async () => {
  await ensureBuilt();
  return [];
};

/** In this order: the build writes the route tree that the client's types need, and the server that the drift checks ask. */
const steps = {
  build,
  'types-server': tool('typescript/bin/tsc', ['--noEmit', '-p', 'server/tsconfig.json']),
  'types-client': tool('typescript/bin/tsc', ['--noEmit', '-p', 'client/tsconfig.json']),
  'types-examples': tool('typescript/bin/tsc', ['-p', 'docs/examples/tsconfig.json']),
  lint: tool('oxlint/bin/oxlint', ['--deny-warnings'], ['--deny-warnings', '--fix']),
  format: tool('@biomejs/biome/bin/biome', ['format', '.'], ['format', '--write', '.']),
  imports: tool('dependency-cruiser/bin/dependency-cruiser.mjs', [
    ...['--config', '.dependency-cruiser.mjs', '--output-type', 'err'],
    ...['server/src', 'client/src', 'migrations'],
  ]),
  sides: async () => physicalSides(root),
  texts: async () => missingTexts(root),
  openapi: openApiDrift,
  'api-client': generatedClientDrift,
  migrations: migrationDrift,
};

/** `npm run check [-- --fix] [-- --only=lint,format]`: one line per step; all run even if one fails. */
const { values } = parseArgs({ options: { fix: { type: 'boolean', default: false }, only: { type: 'string' } } });
const unknown = values.only?.split(',').filter((name) => !(name in steps)) ?? [];
if (unknown.length > 0) {
  process.stderr.write(`no such step: ${unknown.join(', ')}; there are ${Object.keys(steps).join(', ')}\n`);
  process.exit(1);
}
await ensureInstalled();
let failed = 0;
for (const name of values.only?.split(',') ?? Object.keys(steps)) if (!(await passes(name))) failed += 1;
say('check', failed === 0 ? 'everything holds' : `${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function passes(name) {
  const started = performance.now();
  const faults = await steps[name]({ fix: values.fix }).catch((error) => [error.message]);
  say('check', `${faults.length === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(14)} ${seconds(started)}`);
  for (const fault of faults) process.stdout.write(`${fault.replace(/^/gm, '    ')}\n`);
  return faults.length === 0;
}
