import { createServer } from 'node:net';
import { pathToFileURL } from 'node:url';
import { inRoot } from './paths.mjs';

/**
 * How Node runs the server (deploy/systemd has the same). Left alone, the heap grows to twice of what is in use before it
 * is swept, because the machine has room: 350 MiB after a busy quarter of an hour. Swept at a quarter more, it stays near
 * 230 MiB. Of the nursery: with 4 MiB a list or a record costs some 5 % more of the processor than with 8, because what is in
 * use for a moment is moved out of it; with 16 MiB another 3 % less, for some 20 MiB more of memory.
 */
const HEAP_FLAGS = ['--max-semi-space-size=8', '--heap-growing-percent=25'];

/**
 * Arguments of Node for a process of the product, as `npm start` runs it.
 *
 * @param {{ script: string, preloads?: string[], flags?: string[] }} options `script`: path of the built file; `preloads`:
 *   further modules of this folder to load first; `flags`: further flags of Node
 */
export function nodeArguments({ script, preloads = [], flags = [] }) {
  const loaded = ['source-maps', ...preloads].map((name) => pathToFileURL(inRoot('scripts/lib', `${name}.mjs`)).href);
  return [...HEAP_FLAGS, ...loaded.map((href) => `--import=${href}`), ...flags, script];
}

/**
 * Environment of a server that is started to be tested or measured: in production mode, on loopback, on the data folder
 * named, and untouched by what the caller's own environment or the `.env` file of an installation says.
 *
 * @param {{ dataDir: string, port: number, adminPassword: string }} options
 * @returns {Record<string, string>}
 */
export function serverSettings({ dataDir, port, adminPassword }) {
  return {
    NODE_ENV: 'production',
    PORT: String(port),
    HOST: '127.0.0.1',
    PEYVAND_DATA_DIR: dataDir,
    PEYVAND_ADMIN_PASSWORD: adminPassword,
    DATABASE_URL: '',
    DATABASE_APP_URL: '',
    PUBLIC_URL: '',
    TRUST_PROXY: '',
    METRICS_TOKEN: '',
    LOG_LEVEL: 'warn',
  };
}

/** A loopback TCP port that nobody listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
