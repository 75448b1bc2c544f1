import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { isProcessAlive } from './postmaster.js';

const RETRY_EVERY_MS = 50;

/**
 * Lets one process at a time set up and start the database of a data folder: server and worker may start together on
 * an empty one. The lock of a killed process does not count.
 *
 * @param path the lock file; its folder must exist
 */
export async function withStartLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  while (!tryLock(path)) await delay(RETRY_EVERY_MS);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function tryLock(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (isAbandoned(path)) rmSync(path, { force: true });
    return false;
  }
}

function isAbandoned(path: string): boolean {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    // Empty for the moment between making the file and writing into it.
    return pid > 0 && !isProcessAlive(pid);
  } catch {
    return false;
  }
}
