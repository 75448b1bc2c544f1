import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { pinnedNode } from '../../scripts/lib/paths.mjs';

/** As many connections as the product's pool has. */
const POOL_SIZE = 16;

/**
 * Starts the bare server.
 *
 * @param {string} url of a superuser: row-level security doesn't apply
 * @param {Record<string, { variants?: { sql: string, params: unknown[] }[][], insert?: { sql: string, params: unknown[] } }>} operations
 * @returns {Promise<{ port: number, pid: number, stop(): Promise<void> }>}
 */
export async function startReference(url, operations) {
  const child = fork(fileURLToPath(new URL('reference.mjs', import.meta.url)), {
    execPath: pinnedNode(),
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.send({ url, poolSize: POOL_SIZE, operations });
  const port = await new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message.port));
    child.once('exit', (code) => reject(new Error(`the bare server ended with ${code}`)));
  });
  return {
    port,
    pid: child.pid,
    stop: async () => {
      child.disconnect();
      await ended;
    },
  };
}
