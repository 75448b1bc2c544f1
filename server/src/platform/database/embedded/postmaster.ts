import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a running (or killed) Postgres says of itself in `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  port: number;
  status: string;
}

/** Reads `postmaster.pid`; undefined when the server was stopped in order, or the file is still being written. */
export function readPostmaster(clusterDir: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    const port = Number(lines[3]);
    if (!Number.isInteger(pid) || pid <= 0 || !Number.isInteger(port) || port <= 0) return undefined;
    return { pid, port, status: lines[7]?.trim() ?? '' };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether the process is alive and, where the system can tell, is the Postgres of this very cluster. */
export function isPostmasterAlive(postmaster: Postmaster, clusterDir: string): boolean {
  if (!isProcessAlive(postmaster.pid)) return false;
  const commandLine = `/proc/${postmaster.pid}/cmdline`;
  if (!existsSync('/proc/self/cmdline')) return true;
  try {
    // After a reboot the number may belong to any other program.
    return readFileSync(commandLine, 'utf8').split('\0').includes(clusterDir);
  } catch {
    return false;
  }
}

/** Whether a process of this number exists (also one of another user). A zombie waits only for its parent: it is dead. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}
