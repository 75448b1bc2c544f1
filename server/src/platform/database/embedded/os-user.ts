import { readFileSync } from 'node:fs';
import { runCommand } from './command.js';
import { DatabaseSetupError } from '../database-setup-error.js';

/** An account of the operating system, by number. */
export interface OsUser {
  name: string;
  uid: number;
  gid: number;
}

const SERVICE_USER = 'postgres';

/**
 * The account the database server must run under: Postgres refuses to run as root, so root gets the service user
 * `postgres` (made when absent); anybody else runs it as themselves.
 *
 * @returns undefined when no change of user is needed
 */
export async function databaseUser(): Promise<OsUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  return findUser(SERVICE_USER) ?? (await createServiceUser());
}

function findUser(name: string): OsUser | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  if (line === undefined) return undefined;
  const [, , uid, gid] = line.split(':');
  return { name, uid: Number(uid), gid: Number(gid) };
}

async function createServiceUser(): Promise<OsUser> {
  const args = ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', SERVICE_USER];
  const { code, output } = await runCommand('useradd', args).catch((error: Error) => ({
    code: 1,
    output: error.message,
  }));
  const user = findUser(SERVICE_USER);
  if (code !== 0 || user === undefined) {
    throw new DatabaseSetupError(
      `Postgres does not run as root, and the user "${SERVICE_USER}" could not be made (${output}). ` +
        'Create it, or start Peyvand as a normal user.',
    );
  }
  return user;
}

/** Whether the user can enter the folder, through all folders above it. */
export async function canEnter(user: OsUser | undefined, folder: string): Promise<boolean> {
  if (user === undefined) return true;
  const { code } = await runCommand('/bin/sh', ['-c', 'cd "$1" 2>/dev/null', 'sh', folder], user);
  return code === 0;
}
