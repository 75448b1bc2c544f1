import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isProcessAlive } from './postmaster.js';

/**
 * Which of our processes answers for the database server. It alone stops the server at its end and restarts it when
 * it dies. After a `kill -9` of the owner the next process that comes takes over.
 */
export class OwnerFile {
  constructor(private readonly path: string) {}

  /** Makes this process the owner unless another living one is. */
  claim(): boolean {
    const owner = this.read();
    if (owner !== undefined && owner.pid !== process.pid && this.isAlive(owner)) return false;
    if (owner !== undefined && owner.pid === process.pid && owner.startedAt === startTicks(process.pid)) return false;
    writeFileSync(this.path, JSON.stringify({ pid: process.pid, startedAt: startTicks(process.pid) }));
    return true;
  }

  release(): void {
    rmSync(this.path, { force: true });
  }

  private isAlive(owner: Owner): boolean {
    return isProcessAlive(owner.pid) && startTicks(owner.pid) === owner.startedAt;
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
