import { Injectable } from '@nestjs/common';
import { Params, scopePredicate } from '../../../platform/access/scope-predicate.js';
import { clock } from '../../../platform/context/clock.js';
import { DataDoor } from '../../../platform/database/data-door.js';
import type { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { Problem } from '../../../platform/errors/problem.js';
import { isIsoDate, tehranDate, toJalali } from '../../../platform/persian/index.js';
import { recordTypes } from '../../../platform/records/record-type.js';
import { projectionOf, type RecordView } from '../../../platform/records/record-view.js';
import { paceOf, type Pace } from './target-pace.js';
import { Target } from './target.entity.js';
import { daysOfMonth } from './target.rules.js';

export interface TargetProgress extends Pace {
  readonly target: RecordView;
  readonly workingDays: number;
  /** From today on, today included. */
  readonly workingDaysLeft: number;
}

interface Row {
  readonly id: string;
  readonly goal: string;
  readonly reached: string;
  readonly workingDays: number;
  readonly workingDaysLeft: number;
}

/** What a target is measured by. */
const MEASURED = {
  target: ['metric', 'audience', 'userId', 'teamId', 'fromOn', 'toOn', 'amount', 'count'],
  opportunity: ['status', 'amount', 'closedOn', 'ownerId'],
  activity: ['doneAt', 'ownerId'],
};

/** How far each target is, live (R34). */
@Injectable()
export class TargetProgresses {
  constructor(private readonly door: DataDoor) {}

  /**
   * Targets that overlap the period, with what is reached of them by records that the caller sees.
   *
   * @param period Jalali month `1405-08`; this month when absent
   * @throws Problem 400 `target.badPeriod`, 403 without the right to read what targets count
   */
  of(period: string | undefined): Promise<{ from: string; to: string; data: TargetProgress[] }> {
    const days = periodDays(period);
    return this.door.read(async (uow) => {
      for (const [type, fields] of Object.entries(MEASURED)) uow.principal.authorizeFields(type, fields);
      const params = new Params();
      const [from, to] = [params.add(days.from, '::date'), params.add(days.to, '::date')];
      const type = recordTypes.of(Target);
      const scope = scopePredicate(type, 'view', uow.principal, 't', params);
      const projection = projectionOf(type, uow.principal);
      const rows = await uow.query<RecordView>(
        `select ${projection.columns} from targets t
         where t.deleted_at is null and t.from_on <= ${to} and t.to_on >= ${from}${scope ? ` and ${scope}` : ''}
         order by t.audience desc, t.metric, t.id limit 200`,
        params.values,
      );
      const progress = await this.reached(
        uow,
        rows.map(({ id }) => id),
      );
      return {
        ...days,
        data: rows.map((row) => {
          const { goal, reached, workingDays, workingDaysLeft } = progress.get(row.id) as Row;
          return {
            target: projection.view(row),
            workingDays,
            workingDaysLeft,
            ...paceOf({ goal, reached, workingDays, workingDaysLeft }),
          };
        }),
      };
    });
  }

  /** Row-level security narrows what is counted: nobody learns more from a target than from the list. */
  private async reached(uow: UnitOfWork, ids: readonly string[]): Promise<Map<string, Row>> {
    const whose = (alias: string) => `(t.audience = 'user' and ${alias}.owner_id = t.user_id
      or t.audience = 'team' and ${alias}.owner_id in (select u.id from users u where u.team_ids @> array[t.team_id])
      or t.audience = 'orgUnit' and ${alias}.org_unit_id in (
        with recursive units as (
          select t.org_unit_id as id union select u.id from org_units u join units on u.parent_id = units.id)
        select id from units))`;
    const won = (sum: string) => `(select ${sum} from opportunities o where o.status = 'won' and o.deleted_at is null
      and o.closed_on between t.from_on and t.to_on and ${whose('o')})`;
    const rows = await uow.query<Row>(
      `select t.id, coalesce(t.amount, t.count)::text as goal,
         case t.metric when 'wonAmount' then ${won('coalesce(sum(o.amount), 0)')} when 'wonCount' then ${won('count(*)')}
           else (select count(*) from activities a where a.done_at is not null and a.deleted_at is null
             and a.done_at >= (t.from_on::timestamp at time zone 'Asia/Tehran')
             and a.done_at < ((t.to_on + 1)::timestamp at time zone 'Asia/Tehran') and ${whose('a')}) end::text as reached,
         (select count(*)::int from dim_date d where d.working_minutes > 0 and d.date between t.from_on and t.to_on) as "workingDays",
         (select count(*)::int from dim_date d where d.working_minutes > 0
            and d.date between greatest(t.from_on, $2::date) and t.to_on) as "workingDaysLeft"
       from targets t where t.id = any($1::uuid[])`,
      [ids, tehranDate(clock.now())],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}

function periodDays(period: string | undefined): { from: string; to: string } {
  const { jy, jm } = toJalali(tehranDate(clock.now()));
  const days = daysOfMonth(period ?? `${jy}-${String(jm).padStart(2, '0')}`);
  if (!days || !isIsoDate(days.from))
    throw Problem.invalid('query.invalid', [{ path: 'period', code: 'target.badPeriod' }]);
  return days;
}
