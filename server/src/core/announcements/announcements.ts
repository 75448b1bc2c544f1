import { Injectable } from '@nestjs/common';
import { clock } from '../../platform/context/clock.js';
import { DataDoor } from '../../platform/database/data-door.js';
import { Problem } from '../../platform/errors/problem.js';
import { isUuid } from '../../platform/records/field-types.js';
import { visibleTitles } from '../../platform/records/record-titles.js';

/** An announcement as its reader sees it. */
export interface AnnouncementView {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly fromAt: string;
  readonly toAt: string | null;
  readonly readAt: string | null;
}

/** Who has read an announcement. */
export interface ReadersView {
  /** How many people it is for. */
  readonly audience: number;
  readonly read: number;
  /** The latest 200. */
  readonly data: readonly { readonly id: string; readonly fullName: string; readonly readAt: string }[];
}

/** What the company tells its people, for the reader and for who wrote it. */
@Injectable()
export class Announcements {
  constructor(private readonly door: DataDoor) {}

  /** Those that are for the caller now, unread first. */
  mine(): Promise<AnnouncementView[]> {
    return this.door.read((uow) =>
      uow.query<AnnouncementView & object>(
        `select a.id, a.title, a.body, coalesce(a.from_at, a.created_at) as "fromAt", a.to_at as "toAt", r.read_at as "readAt"
         from announcements_for_me($1) a left join announcement_reads r on r.announcement_id = a.id and r.user_id = $2
         order by r.read_at nulls first, "fromAt" desc limit 50`,
        [clock.now(), uow.principal.userId],
      ),
    );
  }

  /** The caller has read it; once is enough. @throws Problem 404 */
  markRead(id: string): Promise<void> {
    return this.door.write(async (uow) => {
      const mine =
        isUuid(id) && (await uow.one('select 1 from announcements_for_me($1) a where a.id = $2', [clock.now(), id]));
      if (!mine) throw Problem.notFound();
      await uow.execute(
        'insert into announcement_reads (announcement_id, user_id, read_at) values ($1, $2, $3) on conflict do nothing',
        [id, uow.principal.userId, clock.now()],
      );
    });
  }

  /** Who has read it, for those who may see announcements as records. @throws Problem 403, 404 */
  readers(id: string): Promise<ReadersView> {
    return this.door.read(async (uow) => {
      uow.principal.authorize('announcement', 'view');
      const found = isUuid(id)
        ? await uow.one<{ audience: number }>(
            'select cardinality(announcement_people(a.id)) as audience from announcements a where a.id = $1',
            [id],
          )
        : undefined;
      if (!found) throw Problem.notFound();
      const rows = await uow.query<{ id: string; readAt: string; total: number }>(
        `select user_id as id, read_at as "readAt", count(*) over ()::int as total from announcement_reads
         where announcement_id = $1 order by read_at desc limit 200`,
        [id],
      );
      const names = await visibleTitles(
        uow,
        'user',
        rows.map((row) => row.id),
      );
      const data = rows.flatMap(({ id: userId, readAt }) => {
        const fullName = names.get(userId);
        return fullName === undefined ? [] : [{ id: userId, fullName, readAt }];
      });
      return { audience: found.audience, read: rows[0]?.total ?? 0, data };
    });
  }
}
