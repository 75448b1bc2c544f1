import { Injectable } from '@nestjs/common';
import { clock } from '../../platform/context/clock.js';
import { DataDoor } from '../../platform/database/data-door.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Problem } from '../../platform/errors/problem.js';
import { addDays, fromTehran, tehranDate } from '../../platform/persian/index.js';
import { FieldFault } from '../../platform/records/field-fault.js';
import { parseIsoDate } from '../../platform/records/field-types.js';
import type { MyDayView, WorkItem } from './my-day.dto.js';
import { mayReadWork, workItems } from './work-items.js';

/** Without a call or a meeting for so long, an account has gone quiet (R7). */
export const QUIET_DAYS = 30;
const NEXT_DAYS = 7;

const OPEN = 'v.owner_id = $1 and v.done_at is null';

interface Counted {
  readonly overdue: string;
  readonly today: string;
  readonly done: string;
  readonly next: string;
}

/** What waits for the caller on one day. Each list is a range of an index that begins with the owner. */
@Injectable()
export class MyDay {
  constructor(private readonly door: DataDoor) {}

  /** @throws Problem 400 for a day that there isn't */
  day(date: string | undefined): Promise<MyDayView> {
    const day = readDay(date);
    const [from, to, until] = [day, addDays(day, 1), addDays(day, 1 + NEXT_DAYS)].map((d) =>
      fromTehran(d).toISOString(),
    );
    return this.door.read(async (uow) => {
      const me = uow.principal.userId;
      const mine = async (range: string, order: string, limit: number, ...bounds: unknown[]) =>
        mayReadWork(uow.principal)
          ? uow.query<WorkItem & object>(workItems(uow.principal, `${OPEN} and ${range}`, order, limit), [
              me,
              ...bounds,
            ])
          : [];
      const inDay = 'v.due_at >= $2 and v.due_at < $3';
      const [overdue, today, next, counted, goneQuiet, quiet, changed] = await Promise.all([
        mine('v.due_at < $2', 'v.due_at, v.id', 50, from),
        mine(inDay, 'v.due_at, v.id', 100, from, to),
        mine(inDay, 'v.due_at, v.id', 20, to, until),
        this.counts(uow, [from, to, until]),
        this.goneQuiet(uow, day),
        this.quietCount(uow, day),
        this.changedByOthers(uow, fromTehran(addDays(day, -1)).toISOString(), to as string),
      ]);
      const numbers = Object.fromEntries(Object.entries(counted).map(([name, n]) => [name, Number(n)])) as Record<
        keyof Counted,
        number
      >;
      return { date: day, counts: { ...numbers, quiet, changed }, overdue, today, next, goneQuiet };
    });
  }

  private async counts(uow: UnitOfWork, [from, to, until]: readonly (string | undefined)[]): Promise<Counted> {
    if (!mayReadWork(uow.principal)) return { overdue: '0', today: '0', done: '0', next: '0' };
    const open = `select count(*) from activities v where ${OPEN} and v.deleted_at is null`;
    const row = await uow.one<Counted>(
      `select (${open} and v.due_at < $2) as overdue, (${open} and v.due_at >= $2 and v.due_at < $3) as today,
         (${open} and v.due_at >= $3 and v.due_at < $4) as next,
         (select count(*) from activities v where v.owner_id = $1 and v.done_at >= $2 and v.done_at < $3 and v.deleted_at is null) as done`,
      [uow.principal.userId, from, to, until],
    );
    return row as Counted;
  }

  private async goneQuiet(uow: UnitOfWork, day: string) {
    if (!uow.principal.mayReadAll('account', QUIET_FIELDS)) return [];
    return uow.query<MyDayView['goneQuiet'][number] & object>(
      `select a.id, a.name, a.last_contacted_at as "lastContactedAt" ${QUIET} order by a.last_contacted_at nulls first, a.id limit 10`,
      [uow.principal.userId, fromTehran(addDays(day, -QUIET_DAYS)).toISOString()],
    );
  }

  private async quietCount(uow: UnitOfWork, day: string): Promise<number> {
    if (!uow.principal.mayReadAll('account', QUIET_FIELDS)) return 0;
    const row = await uow.one<{ n: string }>(`select count(*) as n from (select 1 ${QUIET} limit 100) capped`, [
      uow.principal.userId,
      fromTehran(addDays(day, -QUIET_DAYS)).toISOString(),
    ]);
    return Number(row?.n);
  }

  private async changedByOthers(uow: UnitOfWork, from: string, to: string): Promise<number> {
    const seen = CHANGING.filter(({ type }) => uow.principal.mayReadAll(type, ['updatedAt', 'updatedBy', 'ownerId']));
    if (seen.length === 0) return 0;
    const of = ({ table }: (typeof CHANGING)[number]) =>
      `(select t.id from ${table} t where t.updated_at >= $2 and t.updated_at < $3 and t.owner_id = $1
          and t.updated_by is distinct from $1 and t.deleted_at is null limit 1000)`;
    const row = await uow.one<{ n: string }>(
      `select count(*) as n from (select id from (${seen.map(of).join(' union all ')}) every limit 1000) capped`,
      [uow.principal.userId, from, to],
    );
    return Number(row?.n);
  }
}

const CHANGING = [
  { type: 'account', table: 'accounts' },
  { type: 'contact', table: 'contacts' },
  { type: 'activity', table: 'activities' },
];

/** What tells that an account has gone quiet. */
const QUIET_FIELDS = ['name', 'relation', 'ownerId', 'createdAt', 'lastContactedAt', 'nextActivityAt'];

/** The caller's customers and prospects with nothing planned and no contact since `$2`; new ones are given that time too. */
const QUIET = `from accounts a where a.owner_id = $1 and a.next_activity_at is null and a.deleted_at is null
  and (a.last_contacted_at < $2 or (a.last_contacted_at is null and a.created_at < $2))
  and a.relation in ('customer', 'prospect')`;

function readDay(date: string | undefined): string {
  if (date === undefined || date === '') return tehranDate(clock.now());
  try {
    return parseIsoDate(date);
  } catch (error) {
    if (!(error instanceof FieldFault)) throw error;
    throw Problem.invalid('query.invalid', [{ path: 'date', code: error.code, params: error.params }]);
  }
}
