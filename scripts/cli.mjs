import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot, pinnedNode, root } from './lib/paths.mjs';

/** `npm run cli -- <command>`: runs a command of the operator under the pinned Node; without one it lists them. */
try {
  await ensureInstalled();
  await ensureBuilt();
  const preload = `--import=${pathToFileURL(inRoot('scripts/lib/source-maps.mjs')).href}`;
  const cli = spawn(pinnedNode(), [preload, inRoot('dist/server/src/cli.js'), ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
  cli.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal ?? ''] ?? 1)));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
