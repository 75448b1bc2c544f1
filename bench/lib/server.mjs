import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { pinnedNode, root } from '../../scripts/lib/paths.mjs';
import { freePort, nodeArguments, serverSettings } from '../../scripts/lib/server-process.mjs';
import { distOf } from './product.mjs';

const START_DEADLINE_MS = 300_000;

/** Password of the user `admin` in data made by the benchmark, unless PEYVAND_ADMIN_PASSWORD says otherwise. */
export const ADMIN_PASSWORD = process.env.PEYVAND_ADMIN_PASSWORD ?? 'bench-password-1405';

/**
 * Starts the built server in production mode on a data folder and waits until it is ready.
 *
 * @param {string} dataDir
 * @param {string[]} [flags] of the server
 * @returns {Promise<{ port: number, pid: number, baseUrl: string, rss(): number, stop(): Promise<void> }>} rss in bytes
 */
export async function startServer(dataDir, flags = []) {
  const port = await freePort();
  const server = spawn(
    pinnedNode(),
    [
      ...nodeArguments({
        script: `${distOf()}/server/src/main.js`,
        flags: process.env.BENCH_SERVER_NODE_FLAGS?.split(' '),
      }),
      ...flags,
    ],
    {
      cwd: root,
      env: {
        ...process.env,
        ...serverSettings({ dataDir, port, adminPassword: ADMIN_PASSWORD }),
        // One person sends here what a thousand would: a limit would end the measuring.
        RATE_LIMIT_PERSON: '0',
        // As an installation runs it: one line per request, read by nobody here.
        LOG_LEVEL: 'info',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const lastLines = [];
  let ready;
  const listening = new Promise((resolve) => {
    ready = resolve;
  });
  for (const stream of [server.stdout, server.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      if (/^ready /m.test(text)) ready(true);
      if (lastLines.push(text) > 50) lastLines.shift();
    });
  }
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const stop = async () => {
    server.kill('SIGTERM');
    const late = setTimeout(() => server.kill('SIGKILL'), 60_000);
    await ended;
    clearTimeout(late);
  };
  const late = delay(START_DEADLINE_MS, false, { ref: false });
  if (!(await Promise.race([listening, ended.then(() => false), late]))) {
    await stop();
    throw new Error(`The server did not get ready:\n${lastLines.join('')}`);
  }
  return { port, pid: server.pid, baseUrl: `http://127.0.0.1:${port}`, rss: () => residentBytes(server.pid), stop };
}

/** Resident memory of a process; NaN where the system doesn't tell. */
export function residentBytes(pid) {
  const path = `/proc/${pid}/status`;
  if (!existsSync(path)) return Number.NaN;
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(path, 'utf8'))?.[1]) * 1024;
}
