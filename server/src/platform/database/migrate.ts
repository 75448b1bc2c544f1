import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../../../../migrations/index.js';
import { sqlFile } from '../../../../migrations/support/sql-file.js';
import { installJobs } from '../jobs/install-jobs.js';

export interface MigrationUrls {
  readonly ownerUrl: string;
  readonly superuserUrl?: string;
}

/**
 * Brings the schema up to date, as the role that owns it, and marks the reviewed operators LEAKPROOF where a superuser
 * is at hand. Two processes at once are safe: the second waits. Returns the names of the migrations that ran.
 */
export async function migrate(urls: MigrationUrls): Promise<string[]> {
  if (urls.superuserUrl) await runSql(urls.superuserUrl, sqlFile('leakproof.sql'));
  const source = new DataSource({
    type: 'postgres',
    url: urls.ownerUrl,
    migrations,
    migrationsTransactionMode: 'each',
    poolSize: 2,
  });
  await source.initialize();
  try {
    await source.query(`select pg_advisory_lock(hashtext('peyvand-migrations'))`);
    const done = await source.runMigrations();
    await installJobs(urls.ownerUrl);
    return done.map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
}

async function runSql(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
