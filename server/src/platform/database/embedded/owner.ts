import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isProcessAlive } from './postmaster.js';

/**
 * Which of our processes answers for the database server. It alone stops the server at its end and restarts it when
 * it dies. After a `kill -9` of the owner the next process that comes takes over.
 */
export class OwnerFile {
  private readonly token = randomUUID();

  constructor(private readonly path: string) {}

  /** Takes the cluster unless a living process already answers for it. */
  claim(): boolean {
    const owner = this.read();
    if (owner !== undefined && isProcessAlive(owner.pid) && startTicks(owner.pid) === owner.startedAt) return false;
    writeFileSync(
      this.path,
      JSON.stringify({ pid: process.pid, startedAt: startTicks(process.pid), token: this.token }),
    );
    return true;
  }

  /** Whether the claim of this very object still stands. */
  isMine(): boolean {
    return this.read()?.token === this.token;
  }

  release(): void {
    rmSync(this.path, { force: true });
  }

  private read(): Owner | undefined {
    try {
      return JSON.parse(readFileSync(this.path, 'utf8')) as Owner;
    } catch {
      // Absent, or cut in half by a crash: then nobody owns it.
      return undefined;
    }
  }
}

interface Owner {
  pid: number;
  token: string;
  /** Start time of the process in clock ticks, so that a reused number is told apart; 0 where the system has none. */
  startedAt: number;
}

function startTicks(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
  } catch {
    return 0;
  }
}
