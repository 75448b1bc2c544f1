import { createHash } from 'node:crypto';
import type { PgBoss } from 'pg-boss';
import { clock } from '../context/clock.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Expressions are read in the time of the product's people. */
const ZONE = 'Asia/Tehran';

interface Entry {
  readonly job: string;
  readonly when: number | string;
  readonly data: object;
  queuedFor: number;
}

/**
 * Which jobs are due. A job is known by its name and its due time, so any number of processes, a clock that jumps back
 * and a restart all end in one job per due time.
 */
export class JobSchedule {
  private readonly entries: Entry[] = [];

  constructor(
    private readonly boss: Pick<PgBoss, 'previewSchedule'>,
    private readonly send: (job: string, id: string, data: object) => Promise<void>,
  ) {}

  /** @throws when the cron expression can't be read, or the minutes are not a positive whole number */
  add(job: string, when: number | string, data: object): void {
    if (typeof when === 'string') this.boss.previewSchedule(when, { tz: ZONE, count: 1, from: clock.now() });
    else if (!Number.isInteger(when) || when < 1) throw new Error(`job ${job}: every ${when} minutes is no schedule`);
    this.entries.push({ job, when, data, queuedFor: 0 });
  }

  /** Queues each entry whose latest due time has not been queued yet. */
  async tick(): Promise<void> {
    const now = clock.now().getTime();
    for (const entry of this.entries) {
      const due = this.latestDue(entry.when, now);
      if (due === undefined || due === entry.queuedFor) continue;
      await this.send(entry.job, dueId(entry.job, due), entry.data);
      entry.queuedFor = due;
    }
  }

  private latestDue(when: number | string, now: number): number | undefined {
    if (typeof when === 'number') return now - (now % (when * MINUTE_MS));
    // Widening steps: a frequent expression is found within the hour, a monthly one within its 62 days.
    for (const back of [60 * MINUTE_MS, DAY_MS, 62 * DAY_MS]) {
      const found = this.latestSince(when, now - back, now);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private latestSince(when: string, from: number, now: number): number | undefined {
    const times = this.boss.previewSchedule(when, { tz: ZONE, from: new Date(from), count: 62 });
    return times.map((time) => time.getTime()).findLast((time) => time <= now);
  }
}

/** The id of the one job of this name and due time. */
function dueId(job: string, due: number): string {
  const hex = createHash('sha256')
    .update(`${job}/${new Date(due).toISOString()}`)
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
