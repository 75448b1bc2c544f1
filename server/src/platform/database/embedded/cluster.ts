import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { runCommand } from './command.js';
import { initialiseCluster } from './initialise.js';
import { databaseUser, type OsUser } from './os-user.js';
import { OwnerFile } from './owner.js';
import { clusterFolder, programFolder } from './places.js';
import { isFree, rememberedPort } from './port.js';
import { isPostmasterAlive, isProcessAlive, readPostmaster } from './postmaster.js';
import { type PostgresSettings, settingsFile } from './settings.js';
import { DatabaseSetupError } from '../database-setup-error.js';

/** Takes short English progress lines for the terminal. */
export type ProgressLog = (line: string) => void;

export interface ClusterOptions {
  /** Absolute data folder; the cluster lives in its `postgres` folder. */
  dataDir: string;
  superuserPassword: string;
  settings: PostgresSettings;
  log: ProgressLog;
}

/** How long a start may take in all: orphans of a killed server need seconds, a crash recovery may need minutes. */
const START_DEADLINE_MS = 5 * 60_000;
const RETRY_EVERY_MS = 250;
const WATCH_EVERY_MS = 500;

/**
 * The embedded Postgres of one data folder. A server that still runs (its parent was killed) is adopted; one that was
 * killed is started again, also while this process lives, on the same port.
 */
export class EmbeddedCluster {
  private watcher: NodeJS.Timeout | undefined;
  private restarting: Promise<void> | undefined;

  private constructor(
    private readonly options: ClusterOptions,
    private readonly programs: string,
    private readonly user: OsUser | undefined,
    /** Folder of the cluster itself. */
    readonly folder: string,
    private readonly owner: OwnerFile,
    /** Loopback TCP port; stays the same as long as this object lives. */
    readonly port: number,
  ) {}

  /**
   * Adopts or starts the server, and waits until it answers.
   *
   * @throws DatabaseSetupError with the last lines of the server's own log when it does not come up
   */
  static async open(options: ClusterOptions): Promise<EmbeddedCluster> {
    const user = await databaseUser();
    const [programs, folder] = [await programFolder(user), await clusterFolder(options.dataDir, user)];
    if (await initialiseCluster(programs, folder, options.superuserPassword, user)) options.log('database  created');
    const launch = new Launch(options, programs, user, folder);
    const { port, adopted } = await launch.run();
    const owner = new OwnerFile(join(options.dataDir, 'postgres.owner'));
    const cluster = new EmbeddedCluster(options, programs, user, folder, owner, port);
    if (adopted) options.log('database  found running');
    if (owner.claim()) cluster.watch();
    return cluster;
  }

  /** Connection string of the superuser for one database of the cluster. */
  superuserUrl(database: string): string {
    return connectionUrl('postgres', this.options.superuserPassword, this.port, database);
  }

  /** Stops the server in order when this process answers for it; otherwise leaves it to its owner. */
  async stop(): Promise<void> {
    clearInterval(this.watcher);
    await this.restarting;
    if (!this.owner.isMine()) return;
    const args = ['stop', '-D', this.folder, '-m', 'fast', '-w', '-t', '60'];
    await runCommand(join(this.programs, 'pg_ctl'), args, this.user);
    this.owner.release();
  }

  private watch(): void {
    this.watcher = setInterval(() => {
      const postmaster = readPostmaster(this.folder);
      if (this.restarting !== undefined || (postmaster && isPostmasterAlive(postmaster, this.folder))) return;
      if (!this.owner.isMine()) return;
      this.options.log('database  the server is gone, starting it again');
      this.restarting = new Launch(this.options, this.programs, this.user, this.folder, this.port)
        .run()
        .then(() => this.options.log('database  running again'))
        .catch((error: Error) => this.options.log(error.message))
        .finally(() => {
          this.restarting = undefined;
        });
    }, WATCH_EVERY_MS);
    this.watcher.unref();
  }
}

/** One attempt to have a running server, with as many retries as it takes until the deadline. */
class Launch {
  private readonly startLog: string;

  constructor(
    private readonly options: ClusterOptions,
    private readonly programs: string,
    private readonly user: OsUser | undefined,
    private readonly folder: string,
    /** Set when connection strings were handed out already and the port must not change. */
    private readonly fixedPort?: number,
  ) {
    this.startLog = join(folder, 'start.log');
  }

  async run(): Promise<{ port: number; adopted: boolean }> {
    const deadline = Date.now() + START_DEADLINE_MS;
    let failures = 0;
    while (true) {
      const running = await this.findRunning(deadline);
      if (running !== undefined) return { port: running, adopted: true };
      const port = await this.tryStart();
      if (port !== undefined) return { port, adopted: false };
      failures += 1;
      const reason = this.lastLogLines();
      const worthWaiting = /shared memory|lock file|in use|starting up|shutting down/i.test(reason);
      if (Date.now() > deadline || (!worthWaiting && failures >= 5)) {
        throw new DatabaseSetupError(`The embedded Postgres in ${this.folder} does not start:\n${reason}`);
      }
      await delay(RETRY_EVERY_MS);
    }
  }

  /** Waits for a server that is coming up or going down; undefined when there is none (any more). */
  private async findRunning(deadline: number): Promise<number | undefined> {
    while (Date.now() < deadline) {
      const postmaster = readPostmaster(this.folder);
      if (postmaster === undefined) return undefined;
      if (!isPostmasterAlive(postmaster, this.folder)) {
        // The number now belongs to another program: Postgres would take it for a living server and refuse to start.
        // A plainly dead number stays, because Postgres looks for orphans with what the file says.
        if (isProcessAlive(postmaster.pid)) rmSync(join(this.folder, 'postmaster.pid'), { force: true });
        return undefined;
      }
      if (postmaster.status !== 'stopping' && (await this.answers(postmaster.port))) return postmaster.port;
      await delay(RETRY_EVERY_MS);
    }
    return undefined;
  }

  private async tryStart(): Promise<number | undefined> {
    const port = this.fixedPort ?? (await rememberedPort(join(this.options.dataDir, 'postgres.port')));
    if (!(await isFree(port))) return undefined;
    writeFileSync(join(this.folder, 'peyvand.conf'), settingsFile({ ...this.options.settings, port: String(port) }));
    rmSync(this.startLog, { force: true });
    const args = ['start', '-D', this.folder, '-l', this.startLog, '-w', '-t', String(START_DEADLINE_MS / 1000)];
    const { code } = await runCommand(join(this.programs, 'pg_ctl'), args, this.user);
    return code === 0 && (await this.answers(port)) ? port : undefined;
  }

  /** Whether the server accepts our password, which also proves that it is ours. */
  private async answers(port: number): Promise<boolean> {
    const client = new Client(connectionUrl('postgres', this.options.superuserPassword, port, 'postgres'));
    try {
      await client.connect();
      return true;
    } catch (error) {
      if ((error as { code?: string }).code !== '28P01') return false;
      throw new DatabaseSetupError(
        `The Postgres in ${this.folder} refuses the stored password: ` +
          `${join(this.options.dataDir, 'database-passwords.json')} does not belong to this cluster.`,
      );
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private lastLogLines(): string {
    if (!existsSync(this.startLog)) return 'no log was written';
    return readFileSync(this.startLog, 'utf8').trim().split('\n').slice(-8).join('\n');
  }
}

/** A connection string for the loopback server. */
export function connectionUrl(role: string, password: string, port: number, database: string): string {
  return `postgres://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}
