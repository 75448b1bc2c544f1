import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fingerprint } from './fingerprint.mjs';
import { inRoot } from './paths.mjs';
import { runNode, say, seconds } from './run.mjs';

/** What a change of means a new build: not tests, not texts for people, not what the build itself writes. */
const isProduct = (path) => !/\.(spec|test)\.tsx?$|\.md$|routeTree\.gen\.ts$/.test(path);

const parts = {
  server: {
    output: 'dist',
    sources: ['server/src', 'migrations', 'server/.swcrc', 'server/package.json', 'package-lock.json'],
    commands: (output) => [
      [
        'node_modules/@swc/cli/bin/swc.js',
        ...['server/src', 'migrations', '--out-dir', output, '--config-file', 'server/.swcrc'],
        ...['--ignore', '**/*.spec.ts', '--copy-files', '--quiet'],
      ],
    ],
    cwd: '.',
  },
  client: {
    output: 'client/dist',
    sources: [
      ...['client/src', 'client/public', 'client/build', 'client/index.html', 'client/vite.config.ts'],
      ...['client/package.json', 'client/tsconfig.json', 'server/src/platform/persian', 'package-lock.json'],
    ],
    commands: (output) => [
      [inRoot('node_modules/vite/bin/vite.js'), 'build', '--outDir', inRoot(output), '--emptyOutDir'],
    ],
    cwd: 'client',
  },
};

/**
 * Builds the parts whose sources changed since the last build.
 *
 * @param {('server' | 'client')[]} [names]
 * @throws Error with the output of the tool when a build fails
 */
export async function ensureBuilt(names = ['server', 'client']) {
  for (const name of names) {
    const part = parts[name];
    const current = fingerprint(part.sources, isProduct);
    if (readStamp(part.output) !== current) await build(name, part, current);
  }
}

/** Builds beside the old output and swaps, so that a running server never sees a half written one. */
async function build(name, { output, commands, cwd }, stamp) {
  const started = performance.now();
  const draft = `${output}.new-${process.pid}`;
  rmSync(inRoot(draft), { recursive: true, force: true });
  for (const command of commands(draft)) {
    const { code, output: text } = await runNode(command, { cwd: inRoot(cwd), quiet: true });
    if (code !== 0) {
      rmSync(inRoot(draft), { recursive: true, force: true });
      throw new Error(`The build of the ${name} failed:\n${text}`);
    }
  }
  mkdirSync(inRoot(draft), { recursive: true });
  writeFileSync(inRoot(draft, '.stamp'), stamp);
  const old = `${output}.old-${process.pid}`;
  if (existsSync(inRoot(output))) renameSync(inRoot(output), inRoot(old));
  renameSync(inRoot(draft), inRoot(output));
  rmSync(inRoot(old), { recursive: true, force: true });
  say('build', `${name} in ${seconds(started)}`);
}

function readStamp(output) {
  try {
    return readFileSync(inRoot(output, '.stamp'), 'utf8');
  } catch {
    return undefined;
  }
}
