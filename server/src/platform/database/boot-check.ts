import { Client } from 'pg';
import { recordTypes } from '../records/record-type.js';

export interface BootReport {
  /** Reasons not to start. */
  readonly faults: string[];
  /** What works, but not as it should. */
  readonly warnings: string[];
}

const MUST_BE_LEAKPROOF = ['textlike', 'texticlike', 'arrayoverlap', 'arraycontains', 'jsonb_contains', 'numeric_lt'];

/**
 * Looks whether the database keeps the promises of row-level security: the application role owns nothing and can't step
 * around policies, and every table of a record type has them, forced. Read by the role of `appUrl` itself.
 */
export async function bootCheck(appUrl: string): Promise<BootReport> {
  const client = new Client({ connectionString: appUrl });
  await client.connect();
  try {
    const faults: string[] = [];
    const role = await client.query('select rolsuper, rolbypassrls from pg_roles where rolname = current_user');
    if (role.rows[0]?.rolsuper) faults.push('the application role is a superuser');
    if (role.rows[0]?.rolbypassrls) faults.push('the application role has BYPASSRLS');
    const owned = await client.query(
      `select relname from pg_class where relowner = current_user::regrole and relnamespace = 'public'::regnamespace`,
    );
    for (const row of owned.rows) faults.push(`the application role owns ${row.relname}`);
    const tables = await client.query(
      `select c.relname, c.relrowsecurity and c.relforcerowsecurity as forced,
         exists (select 1 from pg_policy p where p.polrelid = c.oid) as has_policy
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`,
    );
    const state = new Map(tables.rows.map((row) => [row.relname as string, row.forced && row.has_policy]));
    for (const { table } of recordTypes.all()) {
      if (state.get(table) === undefined) faults.push(`table ${table} is missing`);
      else if (!state.get(table)) faults.push(`table ${table} has no forced row-level security`);
    }
    return { faults, warnings: await leakproofWarnings(client) };
  } finally {
    await client.end();
  }
}

async function leakproofWarnings(client: Client): Promise<string[]> {
  const missing = await client.query(
    `select proname from pg_proc where pronamespace = 'pg_catalog'::regnamespace and proname = any($1) and not proleakproof`,
    [MUST_BE_LEAKPROOF],
  );
  if (missing.rows.length === 0) return [];
  return [
    `searches read whole tables, because ${missing.rows.map((row) => row.proname).join(', ')} are not LEAKPROOF: have a superuser run migrations/sql/leakproof.sql`,
  ];
}
