import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { inRoot, pinnedNode, root } from '../../../scripts/lib/paths.mjs';
import { freePort, nodeArguments, serverSettings } from '../../../scripts/lib/server-process.mjs';

const START_DEADLINE_MS = 120_000;

/** Password of the user `admin` on the test server. */
export const ADMIN_PASSWORD = 'e2e-Password-1405';

/**
 * Starts the built product on a free port with a data folder of its own, and waits until it is ready.
 *
 * @returns {Promise<{ baseUrl: string, restart(): Promise<void>, stop(): Promise<void> }>} `restart` ends the server as an
 *   administrator does and waits until it is ready again, at the same address
 */
export async function startServer() {
  const dataDir = mkdtempSync(join(tmpdir(), 'peyvand-e2e-'));
  const port = await freePort();
  let end = await launch(dataDir, port);
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    restart: async () => {
      await end();
      end = await launch(dataDir, port);
    },
    stop: async () => {
      await end();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** @returns {Promise<() => Promise<void>>} the way to end it */
async function launch(dataDir, port) {
  const server = spawn(pinnedNode(), nodeArguments({ script: inRoot('dist/server/src/main.js') }), {
    cwd: root,
    env: { ...process.env, ...serverSettings({ dataDir, port, adminPassword: ADMIN_PASSWORD }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(join(dataDir, 'server.log'), { flags: 'a' });
  const lastLines = [];
  for (const stream of [server.stdout, server.stderr]) {
    stream.pipe(log, { end: false });
    stream.setEncoding('utf8').on('data', (chunk) => lastLines.push(chunk) > 100 && lastLines.shift());
  }
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const end = async () => {
    server.kill('SIGTERM');
    const late = AbortSignal.timeout(20_000);
    late.addEventListener('abort', () => server.kill('SIGKILL'));
    await ended;
  };
  if (!(await isReady(`http://127.0.0.1:${port}`, ended))) {
    await end();
    rmSync(dataDir, { recursive: true, force: true });
    throw new Error(`The server did not get ready:\n${lastLines.join('')}`);
  }
  return end;
}

async function isReady(baseUrl, ended) {
  let over = false;
  ended.then(() => {
    over = true;
  });
  const deadline = Date.now() + START_DEADLINE_MS;
  while (!over && Date.now() < deadline) {
    const answer = await fetch(`${baseUrl}/health/ready`).catch(() => undefined);
    if (answer?.ok) return true;
    await delay(200);
  }
  return false;
}
