import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Config } from '../config/config.js';
import { connectionUrl, EmbeddedCluster, type ProgressLog } from './embedded/cluster.js';
import { type PostgresSettings, productSettings } from './embedded/settings.js';
import { withStartLock } from './embedded/start-lock.js';
import { externalDatabase } from './external.js';
import { PasswordFile } from './passwords.js';
import { APP_ROLE, ensureAppRole, ensureDatabase, ensureExtensions, ensureOwnerRole, OWNER_ROLE } from './roles.js';

/** The name of the database in the embedded server. */
export const DATABASE_NAME = 'peyvand';

/** Connection strings of one database, by what they may do. */
export interface DatabaseUrls {
  /** Owner of the schema: migrations only. */
  ownerUrl: string;
  /** The application: owns nothing, row-level security applies. */
  appUrl: string;
  /** Superuser, where there is one: marks reviewed functions LEAKPROOF at install. */
  superuserUrl?: string;
}

export interface PreparedDatabase extends DatabaseUrls {
  /** Stops the server when this process answers for it; does nothing for an external one. */
  stop(): Promise<void>;
}

/**
 * Brings up the database that the settings ask for, with its roles and extensions: the embedded server in the data
 * folder, or the external one of `DATABASE_URL`.
 *
 * @throws DatabaseSetupError in plain words when the server does not start, or an external one lacks something
 */
export async function prepareDatabase(config: Config, log: ProgressLog): Promise<PreparedDatabase> {
  const passwords = new PasswordFile(join(config.dataDir, 'database-passwords.json'));
  if (config.databaseUrl !== undefined) {
    const urls = await externalDatabase(config.databaseUrl, config.databaseAppUrl, passwords);
    return { ...urls, stop: () => Promise.resolve() };
  }
  const embedded = await openEmbedded(config.dataDir, productSettings(), log);
  try {
    return { ...(await embedded.database(DATABASE_NAME)), stop: () => embedded.stop() };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

/** A running embedded server with its roles. */
export interface EmbeddedServer {
  /** Makes the database unless it exists, and answers how to reach it. */
  database(name: string): Promise<DatabaseUrls & { superuserUrl: string }>;
  /** How to reach a database of this server, whether it exists or not. */
  urls(name: string): DatabaseUrls & { superuserUrl: string };
  stop(): Promise<void>;
}

/** Adopts or starts the embedded server of a data folder. */
export async function openEmbedded(
  dataDir: string,
  settings: PostgresSettings,
  log: ProgressLog,
): Promise<EmbeddedServer> {
  mkdirSync(dataDir, { recursive: true });
  const passwords = new PasswordFile(join(dataDir, 'database-passwords.json'));
  const { cluster, ownerPassword, appPassword } = await withStartLock(join(dataDir, 'postgres.lock'), async () => ({
    ownerPassword: passwords.get(OWNER_ROLE),
    appPassword: passwords.get(APP_ROLE),
    cluster: await EmbeddedCluster.open({ dataDir, superuserPassword: passwords.get('superuser'), settings, log }),
  }));
  const urls = (name: string) => ({
    ownerUrl: connectionUrl(OWNER_ROLE, ownerPassword, cluster.port, name),
    appUrl: connectionUrl(APP_ROLE, appPassword, cluster.port, name),
    superuserUrl: cluster.superuserUrl(name),
  });
  return {
    urls,
    stop: () => cluster.stop(),
    async database(name) {
      await withClient(cluster.superuserUrl('postgres'), async (client) => {
        // Two processes that start together take turns; the second finds everything made.
        await client.query(`select pg_advisory_lock(hashtext('peyvand-roles'))`);
        await ensureOwnerRole(client, ownerPassword);
        await ensureAppRole(client, appPassword);
        await ensureDatabase(client, name);
        await withClient(cluster.superuserUrl(name), ensureExtensions);
      });
      return urls(name);
    },
  };
}

/** Runs the work on one connection and closes it, whatever happens. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
