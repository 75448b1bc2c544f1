import { Injectable } from '@nestjs/common';
import { clock } from '../../../platform/context/clock.js';
import { DataDoor } from '../../../platform/database/data-door.js';
import type { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { Problem } from '../../../platform/errors/problem.js';
import {
  addJalaliMonths,
  addJalaliYears,
  jalaliMonthRange,
  tehranDate,
  toJalali,
} from '../../../platform/persian/index.js';
import { RecordReader } from '../../../platform/records/record-reader.js';
import { type ExpectedRow, type ForecastMonth, forecastOf, type StageHistory, type WonRow } from './forecast.js';
import { share } from './measures.js';
import { type RawReportQuery, readReportQuery, type ReportQuery, ReportRows } from './report-query.js';

export interface Forecast {
  readonly months: readonly ForecastMonth[];
  /** What of each stage was won within a year; null where too little is closed. */
  readonly stages: readonly {
    stageId: string;
    name: string;
    probabilityPercent: number;
    closed: number;
    wonShare: number | null;
  }[];
}

const MOST_MONTHS = 12;
const MONTH = `(d.jy || '-' || lpad(d.jm::text, 2, '0'))`;

/** The forecast of this and the coming Jalali months from the funnel (R32). */
@Injectable()
export class ForecastReport {
  constructor(
    private readonly door: DataDoor,
    private readonly reader: RecordReader,
  ) {}

  /** @throws Problem 400, 403 */
  read(raw: RawReportQuery): Promise<Forecast> {
    const query = readReportQuery(raw, ['months']);
    const count = raw.months === undefined || raw.months === '' ? 3 : Number(raw.months);
    if (!Number.isInteger(count) || count < 1 || count > MOST_MONTHS)
      throw Problem.invalid('query.invalid', [
        { path: 'months', code: 'limit.invalid', params: { min: 1, max: MOST_MONTHS } },
      ]);
    return this.door.read(async (uow) => {
      const today = tehranDate(clock.now());
      const { jy, jm } = toJalali(today);
      const first = jalaliMonthRange(jy, jm).from;
      const months = Array.from({ length: count }, (_, i) => monthOf(addJalaliMonths(first, i)));
      const after = addJalaliMonths(first, count);
      const expected = await this.expected(uow, query, first, after, today);
      const won = await this.won(uow, query, first, after);
      const history = await this.history(uow, query, today);
      const stages = await uow.query<{ id: string; name: string; probabilityPercent: number }>(
        `select s.id, s.name, s.probability_percent::float8 as "probabilityPercent" from stages s
         where s.deleted_at is null and ($1::uuid is null or s.pipeline_id = $1) order by s.pipeline_id, s.position, s.id`,
        [query.pipelineId ?? null],
      );
      const probabilities = new Map(stages.map((stage) => [stage.id, stage.probabilityPercent]));
      const past = new Map(history.map((stage) => [stage.stageId, stage]));
      return {
        months: forecastOf(months, expected, won, history, probabilities),
        stages: stages.map(({ id, name, probabilityPercent }) => {
          const { closed = 0, won: wins = 0 } = past.get(id) ?? {};
          return { stageId: id, name, probabilityPercent, closed, wonShare: share(wins, closed) };
        }),
      };
    });
  }

  /** What is past its day counts for this month: it can still come, but not earlier. */
  private expected(
    uow: UnitOfWork,
    query: ReportQuery,
    first: string,
    after: string,
    today: string,
  ): Promise<ExpectedRow[]> {
    if (!uow.principal.mayRead('opportunity', 'expectedCloseOn'))
      throw Problem.forbidden('access.denied', { recordType: 'opportunity', action: 'view' });
    const rows = new ReportRows(uow, this.reader, query).and(`t.status = 'open'`);
    const [from, before, now] = [first, after, today].map((day) => rows.params.add(day, '::date')) as [
      string,
      string,
      string,
    ];
    return rows.query<ExpectedRow>(
      `select ${MONTH} as month, t.stage_id as "stageId", t.expected_close_on < ${now} as late, count(*)::int as count,
         coalesce(sum(t.amount), 0)::text as amount, coalesce(sum(t.weighted_amount), 0)::text as weighted
       from opportunities t join dim_date d on d.date = greatest(t.expected_close_on, ${from})
       where ${rows.where} and t.expected_close_on < ${before} group by 1, 2, 3`,
    );
  }

  private won(uow: UnitOfWork, query: ReportQuery, first: string, after: string): Promise<WonRow[]> {
    const rows = new ReportRows(uow, this.reader, query).and(`t.status = 'won'`);
    const [from, before] = [first, after].map((day) => rows.params.add(day, '::date')) as [string, string];
    return rows.query<WonRow>(
      `select ${MONTH} as month, count(*)::int as count, coalesce(sum(t.amount), 0)::text as amount
       from opportunities t join dim_date d on d.date = t.closed_on
       where ${rows.where} and t.closed_on >= ${from} and t.closed_on < ${before} group by 1`,
    );
  }

  private history(uow: UnitOfWork, query: ReportQuery, today: string): Promise<StageHistory[]> {
    const rows = new ReportRows(uow, this.reader, query).and(`t.status <> 'open'`);
    const since = rows.params.add(addJalaliYears(today, -1), '::date');
    return rows.query<StageHistory>(
      `select m.to_stage_id as "stageId", count(distinct t.id)::int as closed,
         (count(distinct t.id) filter (where t.status = 'won'))::int as won
       from opportunities t join opportunity_stage_moves m on m.opportunity_id = t.id
       where ${rows.where} and t.closed_on >= ${since} group by 1`,
    );
  }
}

function monthOf(day: string): string {
  const { jy, jm } = toJalali(day);
  return `${jy}-${String(jm).padStart(2, '0')}`;
}
