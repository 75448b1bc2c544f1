import { type Client, escapeIdentifier, escapeLiteral } from 'pg';

/** Owns the schema and runs migrations. */
export const OWNER_ROLE = 'peyvand_owner';
/** Serves requests: owns nothing, cannot bypass row-level security. */
export const APP_ROLE = 'peyvand_app';
/** Extensions that migrations expect to find. */
export const EXTENSIONS = ['pg_trgm', 'btree_gin', 'pgcrypto'];

const APP_ATTRIBUTES = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOBYPASSRLS NOREPLICATION';
const OWNER_ATTRIBUTES = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION';

/** Limits of the application role, so that one runaway request cannot hold the server. Background work sets its own. */
const APP_SETTINGS = {
  statement_timeout: '30s',
  lock_timeout: '10s',
  idle_in_transaction_session_timeout: '60s',
};

/** Makes the owner role with this password unless it exists. Needs a superuser connection. */
export async function ensureOwnerRole(client: Client, password: string): Promise<void> {
  await ensureRole(client, OWNER_ROLE, OWNER_ATTRIBUTES, password);
}

/**
 * Makes the application role with this password and its limits unless it exists.
 * Needs a superuser or a role that may create roles.
 */
export async function ensureAppRole(client: Client, password: string): Promise<void> {
  const created = await ensureRole(client, APP_ROLE, APP_ATTRIBUTES, password);
  if (!created) return;
  for (const [name, value] of Object.entries(APP_SETTINGS)) {
    await client.query(`alter role ${escapeIdentifier(APP_ROLE)} set ${name} = ${escapeLiteral(value)}`);
  }
}

/** Makes the database, owned by the owner role and closed to everybody else but the application, unless it exists. */
export async function ensureDatabase(client: Client, name: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
  if (rowCount !== 0) return;
  const database = escapeIdentifier(name);
  await client.query(`create database ${database} owner ${OWNER_ROLE}`);
  await client.query(`revoke all on database ${database} from public`);
  await client.query(`grant connect on database ${database} to ${APP_ROLE}`);
}

/** Makes the extensions in the database of the connection. */
export async function ensureExtensions(client: Client): Promise<void> {
  const { rows } = await client.query<{ extname: string }>('select extname from pg_extension');
  const present = new Set(rows.map((row) => row.extname));
  for (const extension of EXTENSIONS) {
    if (!present.has(extension)) await client.query(`create extension if not exists ${escapeIdentifier(extension)}`);
  }
}

async function ensureRole(client: Client, name: string, attributes: string, password: string): Promise<boolean> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name]);
  if (rowCount !== 0) return false;
  await client.query(`create role ${escapeIdentifier(name)} ${attributes} password ${escapeLiteral(password)}`);
  return true;
}
