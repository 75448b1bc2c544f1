import { Injectable } from '@nestjs/common';
import { clock } from '../context/clock.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { decodeCursor, encodeCursor, listFingerprint } from '../records/keyset.js';
import { newId } from '../records/new-id.js';
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
}

export interface NotificationPage {
  readonly data: NotificationView[];
  readonly nextCursor: string | null;
}

/** Counting stops here; a person with more has stopped reading them. */
const MOST_COUNTED = 999;

const COLUMNS = `n.id, n.kind, case when n.about_id is not null then jsonb_build_object('type', n.about_type, 'id', n.about_id) end as about,
  n.params, n.created_at as "createdAt", n.created_by as "createdBy", n.read_at as "readAt"`;

/** What people are told, each for themselves. */
@Injectable()
export class NotificationService {
  constructor(private readonly live: LiveEvents) {}

  /** Tells each of these people once, in the caller's transaction. */
  async notify(uow: UnitOfWork, request: NotificationRequest): Promise<void> {
    const { kind, about, params = {}, self = false } = request;
    const me = uow.principal.userId;
    const userIds = [...new Set(request.userIds)].filter((id) => self || id !== me);
    if (userIds.length === 0) return;
    await uow.execute(
      `insert into notifications (id, user_id, kind, about_type, about_id, params, created_at, created_by)
       select n.id, n.user_id, $3, $4, $5, $6, $7, $8 from unnest($1::uuid[], $2::uuid[]) as n(id, user_id)`,
      [
        userIds.map(() => newId()),
        userIds,
        kind,
        about?.type ?? null,
        about?.id ?? null,
        JSON.stringify(params),
        clock.now(),
        me,
      ],
    );
    await this.live.publish(uow, userIds, { type: 'notification', data: { kind } });
  }

  /** One's own, the latest first. @throws Problem 400 on a cursor of another list */
  async list(
    uow: UnitOfWork,
    query: { unread: boolean; limit: number; cursor: string | undefined },
  ): Promise<NotificationPage> {
    const fingerprint = listFingerprint(['notifications', query.unread]);
    const below = query.cursor === undefined ? null : decodeCursor(query.cursor, fingerprint, 0).id;
    const data = await uow.query<NotificationView>(
      `select ${COLUMNS} from notifications n
       where n.user_id = $1${query.unread ? ' and n.read_at is null' : ''} and ($2::uuid is null or n.id < $2)
       order by n.id desc limit $3`,
      [uow.principal.userId, below, query.limit + 1],
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
         select 1 from notifications n where n.user_id = $1 and n.read_at is null limit $2) counted`,
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
