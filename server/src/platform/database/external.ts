import { Client } from 'pg';
import type { DatabaseUrls } from './connections.js';
import type { PasswordFile } from './passwords.js';
import { APP_ROLE, EXTENSIONS, ensureAppRole, ensureExtensions } from './roles.js';
import { DatabaseSetupError } from './database-setup-error.js';

const OLDEST_VERSION = 15;
const HELP =
  'Have a database administrator run deploy/sql/prepare-external-database.sql (docs/operations/external-postgres.md).';

/** What an external database is found to be. */
interface Findings {
  version: number;
  encoding: string;
  hasPersianOrder: boolean;
  isSuperuser: boolean;
  mayCreateRoles: boolean;
  appRoleExists: boolean;
  database: string;
}

/**
 * Checks an external Postgres and answers how to reach it. The application role is made when the given role may do
 * that; otherwise `DATABASE_APP_URL` must name it.
 *
 * @throws DatabaseSetupError in plain words: too old, not UTF-8, no ICU, missing extension or role
 */
export async function externalDatabase(
  ownerUrl: string,
  appUrl: string | undefined,
  passwords: PasswordFile,
): Promise<DatabaseUrls> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect().catch((error: Error) => {
    throw new DatabaseSetupError(
      `DATABASE_URL: no connection (${error.message || (error as NodeJS.ErrnoException).code}).`,
    );
  });
  try {
    const findings = await inspect(client);
    refuseUnfit(findings);
    await ensureExtensions(client).catch((error: Error) => {
      throw new DatabaseSetupError(
        `DATABASE_URL: the extensions ${EXTENSIONS.join(', ')} are needed (${error.message}). ${HELP}`,
      );
    });
    const restricted = appUrl ?? (await makeAppRole(client, ownerUrl, findings, passwords));
    await refuseStrongAppRole(restricted);
    return { ownerUrl, appUrl: restricted, ...(findings.isSuperuser && { superuserUrl: ownerUrl }) };
  } finally {
    await client.end();
  }
}

async function inspect(client: Client): Promise<Findings> {
  const { rows } = await client.query<Findings>(
    `select current_setting('server_version_num')::int / 10000 as version,
            current_setting('server_encoding') as encoding,
            exists (select from pg_collation where collname = 'fa-x-icu') as "hasPersianOrder",
            rolsuper as "isSuperuser",
            rolsuper or rolcreaterole as "mayCreateRoles",
            exists (select from pg_roles where rolname = $1) as "appRoleExists",
            current_database() as database
       from pg_roles where rolname = current_user`,
    [APP_ROLE],
  );
  const [findings] = rows;
  if (findings === undefined) throw new DatabaseSetupError('DATABASE_URL: the role of the connection does not exist.');
  return findings;
}

function refuseUnfit({ version, encoding, hasPersianOrder }: Findings): void {
  if (version < OLDEST_VERSION) {
    throw new DatabaseSetupError(`DATABASE_URL: Postgres ${version} is too old, ${OLDEST_VERSION} or later is needed.`);
  }
  if (encoding !== 'UTF8')
    throw new DatabaseSetupError(`DATABASE_URL: the database is ${encoding}, it must be UTF8. ${HELP}`);
  if (!hasPersianOrder) {
    throw new DatabaseSetupError('DATABASE_URL: the server was built without ICU, so Persian names cannot be ordered.');
  }
}

async function makeAppRole(
  client: Client,
  ownerUrl: string,
  findings: Findings,
  passwords: PasswordFile,
): Promise<string> {
  const url = new URL(ownerUrl);
  // One server may carry several installations; each keeps the password it made.
  const name = `${APP_ROLE}@${url.host}`;
  if (findings.appRoleExists && passwords.find(name) === undefined) {
    throw new DatabaseSetupError(
      `The role ${APP_ROLE} exists already: set DATABASE_APP_URL to its connection. ${HELP}`,
    );
  }
  if (!findings.appRoleExists) {
    if (!findings.mayCreateRoles) {
      throw new DatabaseSetupError(
        `DATABASE_APP_URL is missing, and DATABASE_URL may not create the role ${APP_ROLE}. ${HELP}`,
      );
    }
    await ensureAppRole(client, passwords.get(name));
    await client.query(`grant connect on database ${client.escapeIdentifier(findings.database)} to ${APP_ROLE}`);
  }
  url.username = APP_ROLE;
  url.password = passwords.get(name);
  return url.href;
}

/** The application must not hold rights that row-level security does not bind. */
async function refuseStrongAppRole(appUrl: string): Promise<void> {
  const client = new Client({ connectionString: appUrl });
  await client.connect().catch((error: Error) => {
    throw new DatabaseSetupError(
      `DATABASE_APP_URL: no connection (${error.message || (error as NodeJS.ErrnoException).code}).`,
    );
  });
  try {
    const { rows } = await client.query<{ name: string; strong: boolean }>(
      `select rolname as name,
              rolsuper or rolbypassrls
                or pg_has_role(current_user, (select datdba from pg_database where datname = current_database()), 'member')
                as strong
         from pg_roles where rolname = current_user`,
    );
    const [role] = rows;
    if (role?.name !== APP_ROLE) throw new DatabaseSetupError(`DATABASE_APP_URL: must log in as ${APP_ROLE}. ${HELP}`);
    if (role.strong) {
      throw new DatabaseSetupError(
        `DATABASE_APP_URL: ${APP_ROLE} is a superuser, owns the database or bypasses row-level security. ${HELP}`,
      );
    }
  } finally {
    await client.end();
  }
}
