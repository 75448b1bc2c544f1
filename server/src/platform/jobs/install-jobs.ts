import { createRequire } from 'node:module';
import { Client } from 'pg';
import { getConstructionPlans, getMigrationPlans } from 'pg-boss';

/** Schema of the job tables. It carries no record data, only ids, and is no part of the product's own migrations. */
export const JOB_SCHEMA = 'pgboss';

/** Version of the job tables that the installed pg-boss works with. */
const { pgboss } = createRequire(import.meta.url)('pg-boss/package.json') as { pgboss: { schema: number } };

const GRANTS = `
  grant usage on schema ${JOB_SCHEMA} to peyvand_app;
  grant select, insert, update, delete on all tables in schema ${JOB_SCHEMA} to peyvand_app;
  grant usage, select on all sequences in schema ${JOB_SCHEMA} to peyvand_app;
  grant execute on all functions in schema ${JOB_SCHEMA} to peyvand_app;`;

/**
 * Makes the tables of the job queue, or brings them up to the version in use, as the role that owns the schema. The
 * application role works with the rows and may change no table. Two processes at once are safe: the second waits.
 */
export async function installJobs(ownerUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtext('peyvand-jobs'))`);
    const installed = await installedVersion(client);
    if (installed === pgboss.schema) return;
    await client.query(
      installed === undefined ? getConstructionPlans(JOB_SCHEMA) : getMigrationPlans(JOB_SCHEMA, installed),
    );
    await client.query(GRANTS);
  } finally {
    await client.end();
  }
}

async function installedVersion(client: Client): Promise<number | undefined> {
  const table = await client.query<{ name: string | null }>('select to_regclass($1) as name', [
    `${JOB_SCHEMA}.version`,
  ]);
  if (!table.rows[0]?.name) return undefined;
  const { rows } = await client.query<{ version: number }>(`select version from ${JOB_SCHEMA}.version`);
  return rows[0]?.version;
}
