import { Injectable } from '@nestjs/common';
import { clock } from '../../platform/context/clock.js';
import { DataDoor } from '../../platform/database/data-door.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { mustSee } from '../../platform/records/must-see.js';
import { visibleTitles } from '../../platform/records/record-titles.js';
import { LiveRecords, PRESENT_MS } from './live-records.js';

export type PresenceState = 'viewing' | 'editing' | 'left';

/** Somebody else who has the record open. */
export interface PresentPerson {
  readonly id: string;
  readonly fullName: string;
  readonly state: 'viewing' | 'editing';
  /** Fields that they are changing, of those that the caller may read. */
  readonly fields: readonly string[];
}

/** Who has which record open, so that two people don't do the same work twice (R166). */
@Injectable()
export class Presence {
  constructor(
    private readonly door: DataDoor,
    private readonly live: LiveRecords,
  ) {}

  /** Notes where the caller is, and answers who else is there. @throws Problem 403, 404 */
  say(resource: string, id: string, state: PresenceState, fields: readonly string[]): Promise<PresentPerson[]> {
    return this.door.write(async (uow) => {
      const type = await mustSee(uow, resource, id);
      const me = uow.principal.userId;
      const known = [...new Set(fields)].filter((name) => type.fields.has(name)).sort();
      const before = await uow.one<{ place: string }>(
        `select state || ' ' || fields::text as place from presence where record_id = $1 and user_id = $2 and seen_at > $3`,
        [id, me, this.since()],
      );
      if (state === 'left') {
        await uow.execute('delete from presence where record_id = $1 and user_id = $2', [id, me]);
        if (before) await this.live.tell(uow, { type: type.name, id }, 'presence');
        return [];
      }
      const after = await uow.one<{ place: string }>(
        `insert into presence as p (record_type, record_id, user_id, state, fields, seen_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (record_id, user_id) do update set state = excluded.state, fields = excluded.fields, seen_at = excluded.seen_at
         returning state || ' ' || fields::text as place`,
        [type.name, id, me, state, known, clock.now()],
      );
      if (after?.place !== before?.place) await this.live.tell(uow, { type: type.name, id }, 'presence');
      return this.others(uow, type.name, id);
    });
  }

  /** Who is at the record besides the caller. @throws Problem 403, 404 */
  list(resource: string, id: string): Promise<PresentPerson[]> {
    return this.door.read(async (uow) => this.others(uow, (await mustSee(uow, resource, id)).name, id));
  }

  private async others(uow: UnitOfWork, type: string, id: string): Promise<PresentPerson[]> {
    const rows = await uow.query<{ id: string; state: 'viewing' | 'editing'; fields: string[] }>(
      `select user_id as id, state, fields from presence
       where record_id = $1 and seen_at > $2 and user_id <> $3 order by state, user_id limit 50`,
      [id, this.since(), uow.principal.userId],
    );
    const names = await visibleTitles(
      uow,
      'user',
      rows.map((row) => row.id),
    );
    return rows.flatMap((row) => {
      const fullName = names.get(row.id);
      const fields = row.fields.filter((name) => uow.principal.mayRead(type, name));
      return fullName === undefined ? [] : [{ ...row, fullName, fields }];
    });
  }

  private since(): Date {
    return new Date(clock.now().getTime() - PRESENT_MS);
  }
}
