import { Injectable } from '@nestjs/common';
import { clock } from '../../context/clock.js';
import { DataDoor } from '../../database/data-door.js';
import { JobQueue } from '../../jobs/job-queue.js';

const SWEEP = 'sessions.sweep';
/** How long an ended session stays, so that it can be looked up where somebody was signed in and why that ended. */
const KEPT_DAYS = 30;
const AT_ONCE = 5_000;

/** Forgets sessions that ended long ago; each sign-in would leave a row for ever otherwise. */
@Injectable()
export class SessionSweep {
  constructor(
    private readonly door: DataDoor,
    jobs: JobQueue,
  ) {
    jobs.handle(SWEEP, {}, async () => {
      await this.sweep();
    });
    jobs.schedule(SWEEP, '10 4 * * *');
  }

  /** Gives how many were forgotten. */
  async sweep(): Promise<number> {
    const before = new Date(clock.now().getTime() - KEPT_DAYS * 24 * 3600_000);
    for (let gone = 0; ; ) {
      const batch = await this.door.asSystem('sessions that ended long ago', (uow) =>
        uow.execute(
          `delete from sessions where id in (
             select id from sessions where least(expires_at, revoked_at) < $1 limit $2 for update skip locked)`,
          [before, AT_ONCE],
        ),
      );
      gone += batch;
      if (batch < AT_ONCE) return gone;
    }
  }
}
