import { Injectable } from '@nestjs/common';
import { clock } from '../../platform/context/clock.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { LiveEvents } from '../../platform/notifications/live-events.js';
import type { About } from '../../platform/records/about.js';
import { whoSees } from '../../platform/records/who-sees.js';

/** Who has not been heard of for so long has gone; screens say every 15 seconds that they are still there. */
export const PRESENT_MS = 40_000;

/** Tells those who have a record open that there is something new to read of it: never what. */
@Injectable()
export class LiveRecords {
  constructor(private readonly live: LiveEvents) {}

  /** `what`: `notes` or `presence`. Whoever lost the sight of the record meanwhile hears nothing. */
  async tell(uow: UnitOfWork, about: About, what: 'notes' | 'presence'): Promise<void> {
    const here =
      about.type === 'conversation'
        ? await uow.query<{ id: string }>('select unnest(member_ids) as id from conversations where id = $1', [
            about.id,
          ])
        : await uow.query<{ id: string }>(
            'select user_id as id from presence where record_id = $1 and seen_at > $2 order by user_id limit 200',
            [about.id, new Date(clock.now().getTime() - PRESENT_MS)],
          );
    const others = here.map(({ id }) => id).filter((id) => id !== uow.principal.userId);
    const seeing = about.type === 'conversation' ? new Set(others) : await whoSees(uow, about, others);
    if (seeing.size > 0)
      await this.live.publish(uow, [...seeing], { type: 'record', data: { type: about.type, id: about.id, what } });
  }
}
