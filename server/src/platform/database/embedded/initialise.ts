import { appendFileSync, chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand } from './command.js';
import type { OsUser } from './os-user.js';
import { DatabaseSetupError } from '../database-setup-error.js';

/**
 * Makes a new cluster unless there is one: UTF-8, code-point order by default (names are ordered by the ICU collation
 * `fa-x-icu` where it is asked for), scram passwords, superuser `postgres`. It is built beside its place and renamed,
 * so a kill in the middle leaves no half cluster behind.
 *
 * @returns whether a cluster was made
 */
export async function initialiseCluster(
  programs: string,
  clusterDir: string,
  superuserPassword: string,
  user: OsUser | undefined,
): Promise<boolean> {
  if (existsSync(join(clusterDir, 'PG_VERSION'))) return false;
  const draft = `${clusterDir}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const passwordFile = join(dirname(clusterDir), 'postgres-init-password');
  writeFileSync(passwordFile, superuserPassword, { mode: 0o600 });
  if (user !== undefined) {
    chownSync(draft, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }
  try {
    const { code, output } = await runCommand(
      join(programs, 'initdb'),
      [
        `--pgdata=${draft}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C.UTF-8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
      ],
      user,
    );
    if (code !== 0) throw new DatabaseSetupError(`The embedded Postgres could not be set up (initdb):\n${output}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  appendFileSync(join(draft, 'postgresql.conf'), "\ninclude = 'peyvand.conf'\n");
  renameSync(draft, clusterDir);
  return true;
}
