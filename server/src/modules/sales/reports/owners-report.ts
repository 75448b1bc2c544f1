import { Injectable } from '@nestjs/common';
import { Params, scopePredicate } from '../../../platform/access/scope-predicate.js';
import { DataDoor } from '../../../platform/database/data-door.js';
import type { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { addDays, toJalali } from '../../../platform/persian/index.js';
import { recordTypes } from '../../../platform/records/record-type.js';
import type { Measures } from './measures.js';
import { type RawReportQuery, readReportQuery, type ReportDays } from './report-query.js';
import { SummaryReport } from './summary-report.js';

export interface OwnerFigures extends Measures {
  readonly ownerId: string | null;
  readonly name: string | null;
  /** Finished tasks, calls and meetings. */
  readonly activities: number;
  /** Share of the won amount of everybody in the report, 0..1. */
  readonly wonShare: number | null;
}

/** What each salesperson does and reaches (R214). */
@Injectable()
export class OwnersReport {
  constructor(
    private readonly door: DataDoor,
    private readonly summary: SummaryReport,
  ) {}

  /** The highest won amount first. @throws Problem 400, 403 */
  read(raw: RawReportQuery): Promise<{ from: string | null; to: string | null; data: OwnerFigures[] }> {
    const days = readReportQuery(raw);
    return this.door.read(async (uow) => {
      const { groups = [], totals } = await this.summary.read({ ...raw, groupBy: 'owner' });
      const done = await this.activities(uow, days);
      const won = Number(totals.wonAmount?.amount ?? 0);
      return {
        from: days.from,
        to: days.to,
        data: groups.map(({ key, label, ...measures }) => ({
          ownerId: key,
          name: label,
          ...measures,
          activities: done.get(key ?? '') ?? 0,
          wonShare: won === 0 ? null : Math.round((Number(measures.wonAmount?.amount ?? 0) / won) * 100_000) / 100_000,
        })),
      };
    });
  }

  private async activities(uow: UnitOfWork, days: ReportDays): Promise<Map<string, number>> {
    if (!uow.principal.may('activity', 'view')) return new Map();
    const rows = wholeMonths(days)
      ? await uow.query<Finished>(
          'select owner_id as "ownerId", count::int from finished_activities($1::date, $2::date)',
          [days.from, days.to],
        )
      : await this.counted(uow, days);
    return new Map(rows.map(({ ownerId, count }) => [ownerId, count]));
  }

  /** Days that are no whole months: counted one by one. */
  private counted(uow: UnitOfWork, { from, to }: ReportDays): Promise<Finished[]> {
    const params = new Params();
    const scope = scopePredicate(recordTypes.get('activity'), 'view', uow.principal, 't', params);
    const at = (day: string, next: number) =>
      `((${params.add(day, '::date')} + ${next})::timestamp at time zone 'Asia/Tehran')`;
    const conditions = ['t.done_at is not null', 't.deleted_at is null', 't.owner_id is not null', scope];
    if (from) conditions.push(`t.done_at >= ${at(from, 0)}`);
    if (to) conditions.push(`t.done_at < ${at(to, 1)}`);
    return uow.query<Finished>(
      `select t.owner_id as "ownerId", count(*)::int as count from activities t where ${conditions.filter(Boolean).join(' and ')} group by 1`,
      params.values,
    );
  }
}

interface Finished {
  readonly ownerId: string;
  readonly count: number;
}

/** Whether the days begin and end with Jalali months, in which finished activities are added up already. */
function wholeMonths({ from, to }: ReportDays): boolean {
  return (from === null || toJalali(from).jd === 1) && (to === null || toJalali(addDays(to, 1)).jd === 1);
}
