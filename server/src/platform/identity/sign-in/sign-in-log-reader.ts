import { Injectable } from '@nestjs/common';
import { decodePosition, encodePosition, readLimit } from '../../changes/change-cursor.js';
import { DataDoor } from '../../database/data-door.js';
import { Problem } from '../../errors/problem.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { isUuid } from '../../records/field-types.js';
import { areaValues } from '../../settings/areas/setting-areas.service.js';
import { SIGN_IN_EVENTS, type SignInEvent } from './sign-in-log.js';
import { SIGN_IN_SETTINGS } from './sign-in-settings.js';

const SWEEP = 'signInLog.sweep';

export interface SignInLogRow {
  readonly id: string;
  readonly at: string;
  readonly event: string;
  readonly method: string | null;
  readonly reason: string | null;
  readonly userId: string | null;
  readonly username: string;
  readonly fullName: string | null;
  readonly actorName: string | null;
  readonly ip: string | null;
  readonly userAgent: string | null;
}

export interface LogPage {
  readonly data: readonly SignInLogRow[];
  readonly nextCursor: string | null;
}

/** The query as it comes. */
export type LogQuery = Readonly<
  Partial<Record<'q' | 'event' | 'userId' | 'from' | 'to' | 'cursor' | 'limit', unknown>>
>;

/** Reads the sign-in log, and forgets what is older than the setting says. */
@Injectable()
export class SignInLogReader {
  constructor(
    private readonly door: DataDoor,
    jobs: JobQueue,
  ) {
    jobs.handle(SWEEP, {}, async () => {
      await this.sweep();
    });
    jobs.schedule(SWEEP, '40 3 * * *');
  }

  /** The latest first. The route lets in only those who may change settings. @throws Problem 400 */
  page(query: LogQuery): Promise<LogPage> {
    const { q, event, userId, from, to } = readQuery(query);
    const most = readLimit(query.limit);
    const below =
      typeof query.cursor === 'string' && query.cursor !== ''
        ? decodePosition('signInLog', query.cursor, 'cursor')
        : null;
    return this.door.read(async (uow) => {
      const rows = await uow.elevated('sign-in log', () =>
        uow.query<SignInLogRow>(
          `select l.id, l.at, l.event, l.method, l.reason, l.user_id as "userId", l.username, u.full_name as "fullName",
             a.full_name as "actorName", l.ip, l.user_agent as "userAgent"
           from sign_in_log l left join users u on u.id = l.user_id left join users a on a.id = l.actor_id
           where ($1::bigint is null or l.id < $1) and ($2::text is null or l.event = $2) and ($3::uuid is null or l.user_id = $3)
             and ($4::timestamptz is null or l.at >= $4) and ($5::timestamptz is null or l.at < $5)
             and ($6::text is null or position(fa_key($6) in fa_key(l.username)) > 0 or starts_with(l.ip, $6))
           order by l.id desc limit $7`,
          [below, event, userId, from, to, q, most + 1],
        ),
      );
      const data = rows.slice(0, most);
      const last = data.at(-1);
      return { data, nextCursor: rows.length > most && last ? encodePosition('signInLog', last.id) : null };
    });
  }

  /** Gives how many rows went. */
  async sweep(): Promise<number> {
    const row = await this.door.asSystem('sign-in log', async (uow) => {
      const { logKeptDays } = await areaValues(uow, SIGN_IN_SETTINGS);
      return uow.one<{ gone: string }>('select sign_in_log_forget($1) as gone', [logKeptDays]);
    });
    return Number(row?.gone ?? 0);
  }
}

function readQuery(query: LogQuery) {
  const text = (name: keyof LogQuery): string | null => {
    const value = query[name];
    if (value === undefined || value === '') return null;
    if (typeof value !== 'string' || value.length > 200) throw fault(name, 'field.invalid');
    return value;
  };
  const instant = (name: 'from' | 'to'): Date | null => {
    const value = text(name);
    const at = value === null ? null : new Date(value);
    if (at && (Number.isNaN(at.getTime()) || !/^\d{4}-\d\d-\d\d/.test(value as string)))
      throw fault(name, 'field.notInstant');
    return at;
  };
  const [event, userId] = [text('event'), text('userId')];
  if (event !== null && !SIGN_IN_EVENTS.includes(event as SignInEvent)) throw fault('event', 'field.notAChoice');
  if (userId !== null && !isUuid(userId)) throw fault('userId', 'field.notId');
  return { q: text('q'), event, userId, from: instant('from'), to: instant('to') };
}

function fault(path: string, code: string): Problem {
  return Problem.invalid('query.invalid', [{ path, code }]);
}
