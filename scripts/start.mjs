import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { whenNpmIsGone } from './lib/npm-parent.mjs';
import { inRoot, pinnedNode, root } from './lib/paths.mjs';
import { nodeArguments } from './lib/server-process.mjs';

/**
 * `npm start [-- --demo] [-- --size small|medium|1m]`: installs and builds what is not there yet, then runs the server
 * under the pinned Node. Flags go to the server.
 */
try {
  await ensureInstalled();
  await ensureBuilt();
  startServer(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function startServer(args) {
  const script = inRoot('dist/server/src/main.js');
  const server = spawn(pinnedNode(), [...nodeArguments({ script, preloads: ['exit-with-parent'] }), ...args], {
    cwd: root,
    // Compiled once, the thousands of modules need a quarter less time at the next start.
    env: { NODE_COMPILE_CACHE: inRoot('node_modules', '.cache', 'compiled'), ...process.env },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // Ctrl-C in a terminal already reaches the whole process group: passing it on would count as a second, harder one.
  process.on('SIGINT', () => process.stdin.isTTY || server.kill('SIGINT'));
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal));
  whenNpmIsGone(() => server.kill('SIGTERM'));
  server.on('error', (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
  server.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal ?? ''] ?? 1)));
}
