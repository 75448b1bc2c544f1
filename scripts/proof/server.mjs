import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inRoot, pinnedNode } from '../lib/paths.mjs';
import { freePort, nodeArguments, serverSettings } from '../lib/server-process.mjs';
import { Client } from './client.mjs';
import { childrenOf, isAlive, signal, until } from './processes.mjs';

export const ADMIN_PASSWORD = 'proof-password-1405';
const ROLES = { superuser: 'postgres', owner: 'peyvand_owner', app: 'peyvand_app' };

/** Everything that a run has made and must take away again, also when it is cut off. */
const open = new Set();
process.once('exit', () => {
  for (const product of open) product.abandon();
});
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(name, () => process.exit(1));

/**
 * The real product in processes of its own: a copy of the build as it is installed, on a data folder of its own, with
 * the embedded Postgres and free loopback ports. A copy, so that a build in the meantime (or a fault planted in the
 * copy) meets only whom it is meant for.
 */
export class Product {
  #folder;
  #server;
  #worker;

  constructor(folder, dataDir, port, env) {
    this.#folder = folder;
    /** Data folder: Postgres, uploads, generated secrets. */
    this.dataDir = dataDir;
    this.port = port;
    this.env = env;
  }

  /**
   * Copies the build and chooses a port; nothing runs yet.
   *
   * @param {{ dataDir?: string, env?: Record<string, string>, mutate?: (dist: string) => void }} [options]
   *   `dataDir`: a folder to use and keep, a temporary one unless given; `mutate` changes the copied build
   */
  static async make({ dataDir, env = {}, mutate } = {}) {
    const folder = mkdtempSync(join(tmpdir(), 'peyvand-proof-'));
    for (const name of ['dist', 'package.json', 'tsconfig.base.json']) {
      cpSync(inRoot(name), join(folder, name), { recursive: true });
    }
    symlinkSync(inRoot('node_modules'), join(folder, 'node_modules'));
    mutate?.(join(folder, 'dist'));
    const data = dataDir ?? join(folder, 'data');
    mkdirSync(data, { recursive: true });
    const product = new Product(folder, data, await freePort(), env);
    open.add(product);
    return product;
  }

  /** Makes a product and starts its server. */
  static async start(options) {
    const product = await Product.make(options);
    await product.startServer();
    return product;
  }

  /** Address of the server. */
  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid() {
    return this.#server?.pid;
  }

  get workerPid() {
    return this.#worker?.pid;
  }

  /** What the processes have written to the terminal so far. */
  get log() {
    return existsSync(this.#logPath) ? readFileSync(this.#logPath, 'utf8') : '';
  }

  get #logPath() {
    return join(this.#folder, 'server.log');
  }

  /** Starts the server and waits until it calls itself ready. @returns seconds until then */
  async startServer() {
    const started = performance.now();
    this.#server = this.#spawn('main.js');
    await this.ready();
    return (performance.now() - started) / 1000;
  }

  /** Starts a process that only does background jobs. */
  async startWorker() {
    const before = this.log.length;
    this.#worker = this.#spawn('worker.js');
    await until('the worker', () => this.#alive(this.#worker) && this.log.slice(before).includes('working'));
  }

  /** Waits until the server calls itself ready. @throws Error with the end of its log when its process ends instead */
  async ready(seconds = 120) {
    const client = new Client(this.url, { connections: 1, timeoutMs: 5_000 });
    try {
      await until('the server', async () => (!this.isRunning ? 'ended' : (await client.get('/health/ready')).ok), {
        seconds,
        everyMs: 25,
      });
    } finally {
      client.close();
    }
    if (!this.isRunning) throw new Error(`the server has ended:\n${this.log.trim().split('\n').slice(-15).join('\n')}`);
  }

  get isRunning() {
    return this.#alive(this.#server);
  }

  /** A caller of this server, signed in as the administrator. */
  async admin() {
    return new Client(this.url).signIn('admin', ADMIN_PASSWORD);
  }

  /** `kill -9` of the server process; Postgres lives on. */
  async killServer() {
    await this.#end(this.#server, 'SIGKILL');
  }

  /** `kill -9` of the process that only does jobs. */
  async killWorker() {
    await this.#end(this.#worker, 'SIGKILL');
  }

  /** Ends the process that only does jobs in order. */
  async stopWorker() {
    await this.#end(this.#worker, 'SIGTERM');
  }

  /** Ends worker and server in order, and Postgres with them. */
  async stop() {
    await this.#end(this.#worker, 'SIGTERM');
    await this.#end(this.#server, 'SIGTERM');
  }

  /** Process number of the postmaster; undefined when none runs. */
  get postmaster() {
    try {
      const pid = Number(readFileSync(join(this.#cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
      return pid > 0 && isAlive(pid) ? pid : undefined;
    } catch {
      return undefined;
    }
  }

  /** `kill -9` of Postgres: the postmaster and its children, by their numbers. */
  killPostgres() {
    const { postmaster } = this;
    if (postmaster === undefined) throw new Error('no Postgres to kill');
    const children = childrenOf(postmaster);
    for (const pid of [postmaster, ...children]) signal(pid, 'SIGKILL');
  }

  /** Connection string of one of the roles `superuser`, `owner`, `app`. */
  databaseUrl(role, port = this.databasePort, database = 'peyvand') {
    const passwords = JSON.parse(readFileSync(join(this.dataDir, 'database-passwords.json'), 'utf8'));
    const name = ROLES[role];
    const password = passwords[role === 'superuser' ? role : name];
    return `postgres://${name}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
  }

  /** Port of the embedded Postgres. */
  get databasePort() {
    return Number(readFileSync(join(this.dataDir, 'postgres.port'), 'utf8'));
  }

  /** Asks the database directly, past every right: the truth to compare answers with. */
  async query(sql, params = []) {
    const client = new pg.Client({ connectionString: this.databaseUrl('superuser') });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query(sql, params)).rows;
    } finally {
      await client.end();
    }
  }

  /** Stops everything and deletes the copy, and the data unless its folder was given. */
  async remove() {
    await this.stop();
    this.abandon();
  }

  /** The same at once and without waiting, for the end of the run itself. */
  abandon() {
    open.delete(this);
    for (const child of [this.#worker, this.#server]) if (this.#alive(child)) signal(child.pid, 'SIGKILL');
    // Postgres takes SIGQUIT as "at once, no farewell"; its folder is about to go anyway.
    if (this.postmaster !== undefined) signal(this.postmaster, 'SIGQUIT');
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  get #cluster() {
    return realpathSync(join(this.dataDir, 'postgres'));
  }

  #spawn(script) {
    const log = openSync(this.#logPath, 'a');
    const built = join(this.#folder, 'dist/server/src', script);
    // The watchdog ends the process in order when this run is killed.
    return spawn(pinnedNode(), nodeArguments({ script: built, preloads: ['exit-with-parent'] }), {
      cwd: this.#folder,
      stdio: ['ignore', log, log, 'ipc'],
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        ...serverSettings({ dataDir: this.dataDir, port: this.port, adminPassword: ADMIN_PASSWORD }),
        LOG_LEVEL: 'error',
        // The runs send as fast as they can; a check of the limits sets its own.
        RATE_LIMIT_INTEGRATION: '0',
        RATE_LIMIT_PERSON: '0',
        RATE_LIMIT_ADDRESS: '0',
        ...this.env,
      },
    });
  }

  #alive(child) {
    return child !== undefined && child.exitCode === null && child.signalCode === null;
  }

  async #end(child, name) {
    if (!this.#alive(child)) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(name);
    await gone;
  }
}
