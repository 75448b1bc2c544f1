import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot } from './lib/paths.mjs';
import { countResults } from './lib/results.mjs';
import { runNode, say, seconds, toolEnvironment } from './lib/run.mjs';

const jest = (config) => (report, filters) => [
  ...['--no-warnings=ExperimentalWarning', '--experimental-vm-modules', inRoot('node_modules/jest/bin/jest.js')],
  ...['--config', inRoot(config), '--json', `--outputFile=${report}`],
  ...(filters.length > 0 ? ['--passWithNoTests', ...filters] : []),
];

const vitest = (report, filters) => [
  ...[inRoot('node_modules/vitest/vitest.mjs'), 'run', '--root', inRoot('client')],
  ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  ...(filters.length > 0 ? ['--passWithNoTests', ...filters] : []),
];

const suites = {
  server: { needs: [], command: jest('server/jest.config.mjs') },
  client: { needs: [], command: vitest },
  e2e: { needs: ['server', 'client'], command: jest('client/e2e/jest.config.mjs') },
};

/**
 * `npm test [-- --only=server|client|e2e] [-- file names]`: runs everything there is, or what is named. The last line
 * is `N passed, N failed`, and the exit code is not 0 when anything failed.
 */
const { values, positionals: filters } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true });
const total = { passed: 0, failed: 0 };
const reports = mkdtempSync(join(tmpdir(), 'peyvand-report-'));
try {
  await ensureInstalled();
  for (const name of chosenSuites(values.only)) {
    const result = await runSuite(name);
    total.passed += result.passed;
    total.failed += result.failed;
  }
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
  total.failed += 1;
} finally {
  rmSync(reports, { recursive: true, force: true });
}
process.exitCode = total.failed === 0 ? 0 : 1;
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);

function chosenSuites(only) {
  if (only === undefined) return Object.keys(suites);
  const names = only.split(',');
  const unknown = names.find((name) => !(name in suites));
  if (unknown !== undefined) throw new Error(`--only=${unknown}: choose from ${Object.keys(suites).join(', ')}`);
  return names;
}

async function runSuite(name) {
  const started = performance.now();
  say('test', name);
  const { needs, command } = suites[name];
  try {
    await ensureBuilt(needs);
  } catch (error) {
    process.stdout.write(`${error.message}\n`);
    return { passed: 0, failed: 1 };
  }
  const report = join(reports, `${name}.json`);
  const env = { ...toolEnvironment(), NODE_ENV: 'test' };
  const { code } = await runNode(command(report, filters), { env });
  const result = countResults(report, code);
  say('test', `${name}: ${result.passed} passed, ${result.failed} failed in ${seconds(started)}`);
  return result;
}
