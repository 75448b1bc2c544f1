import { Injectable } from '@nestjs/common';
import { clock } from '../context/clock.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { decodeCursor, encodeCursor, listFingerprint } from '../records/keyset.js';
import { newId } from '../records/new-id.js';
import { whoSees } from '../records/who-sees.js';
import { LiveEvents } from './live-events.js';

/** What to tell whom. The sentence is made of `kind` and `params` in the reader's language, on the screen. */
export interface NotificationRequest {
  readonly userIds: readonly string[];
  /** `mentioned`, `assigned`, `importDone`, `reminder`, `undoDone`, … */
  readonly kind: string;
  /** The record it is about; the reader finds the notification only while they see the record. */
  readonly about?: { readonly type: string; readonly id: string };
  /** Names and figures for the sentence. */
  readonly params?: Readonly<Record<string, unknown>>;
  /** Tell also the one who acts; nobody needs to hear of their own doings otherwise. */
  readonly self?: boolean;
}

export interface NotificationView {
  readonly id: string;
  readonly kind: string;
  readonly about: { readonly type: string; readonly id: string } | null;
  readonly params: Record<string, unknown>;
  readonly createdAt: string;
  readonly createdBy: string | null;
  readonly readAt: string | null;
  /** How many equal ones it stands for. */
  readonly times: number;
}

/** Which of one's own to list. */
export interface NotificationQuery {
  readonly unread: boolean;
  readonly kind: string | undefined;
  readonly limit: number;
  readonly cursor: string | undefined;
}

export interface NotificationPage {
  readonly data: NotificationView[];
  readonly nextCursor: string | null;
}

/** Counting stops here; a person with more has stopped reading them. */
const MOST_COUNTED = 999;

const COLUMNS = `n.id, n.kind, case when n.about_id is not null then jsonb_build_object('type', n.about_type, 'id', n.about_id) end as about,
  n.params, n.created_at as "createdAt", n.created_by as "createdBy", n.read_at as "readAt", n.times`;

/** What people are told, each for themselves. */
@Injectable()
export class NotificationService {
  constructor(private readonly live: LiveEvents) {}

  /** Tells each of these people once and as they wish, in the caller's transaction. */
  async notify(uow: UnitOfWork, request: NotificationRequest): Promise<void> {
    const { kind, about, params = {}, self = false } = request;
    const me = uow.principal.userId;
    const userIds = [...new Set(request.userIds)].filter((id) => self || id !== me);
    if (userIds.length === 0) return;
    const row = await uow.one<{ ids: string[] }>(
      'select notify_people($1::uuid[], $2::uuid[], $3, $4, $5, $6, $7) as ids',
      [
        userIds.map(() => newId()),
        userIds,
        kind,
        about?.type ?? null,
        about?.id ?? null,
        JSON.stringify(params),
        clock.now(),
      ],
    );
    const shown = row?.ids ?? [];
    // Not even that there is something to hear reaches those who don't see the record.
    const told = about ? [...(await whoSees(uow, about, shown))] : shown;
    await this.live.publish(uow, told, { type: 'notification', data: { kind } });
  }

  /** One's own, the latest first. @throws Problem 400 on a cursor of another list */
  async list(uow: UnitOfWork, query: NotificationQuery): Promise<NotificationPage> {
    const fingerprint = listFingerprint(['notifications', query.unread, query.kind]);
    const below = query.cursor === undefined ? null : decodeCursor(query.cursor, fingerprint, 0).id;
    const data = await uow.query<NotificationView>(
      `select ${COLUMNS} from notifications n
       where n.user_id = $1 and n.in_app${query.unread ? ' and n.read_at is null' : ''} and ($2::uuid is null or n.id < $2)
         and ($4::text is null or n.kind = $4)
       order by n.id desc limit $3`,
      [uow.principal.userId, below, query.limit + 1, query.kind ?? null],
    );
    const page = data.slice(0, query.limit);
    const last = page.at(-1);
    const more = data.length > query.limit && last !== undefined;
    return { data: page, nextCursor: more ? encodeCursor(fingerprint, { id: last.id, values: [] }) : null };
  }

  /** How many are unread, up to 999. */
  async unread(uow: UnitOfWork): Promise<number> {
    const row = await uow.one<{ n: number }>(
      `select count(*)::int as n from (
         select 1 from notifications n where n.user_id = $1 and n.in_app and n.read_at is null limit $2) counted`,
      [uow.principal.userId, MOST_COUNTED],
    );
    return row?.n ?? 0;
  }

  /** Marks these, or all of one's own, as read; tells how many were not. */
  markRead(uow: UnitOfWork, ids: readonly string[] | 'all'): Promise<number> {
    return uow.execute(
      `update notifications set read_at = $2
       where user_id = $1 and read_at is null and ($3::uuid[] is null or id = any($3))`,
      [uow.principal.userId, clock.now(), ids === 'all' ? null : ids],
    );
  }
}
