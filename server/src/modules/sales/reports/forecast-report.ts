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
import { type RawReportQuery, readReportQuery, type ReportQuery } from './report-query.js';
import { ReportRows } from './report-rows.js';
import { stagePlaces, stagesSeen } from './stages-seen.js';

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
    const rows = ReportRows.cells(uow, this.reader, query, 'expected');
    const [from, before, now] = [first, after, today].map((day) => rows.params.add(day, '::date')) as [
      string,
      string,
      string,
    ];
    rows.and(`t.day < ${before}`);
    return rows.query<ExpectedRow>(
      `select ${MONTH} as month, t.stage_id as "stageId", t.day < ${now} as late, sum(t.count)::int as count,
         coalesce(sum(t.amount), 0)::text as amount, coalesce(sum(t.weighted), 0)::text as weighted
       ${rows.from(`join dim_date d on d.date = greatest(t.day, ${from})`)} group by 1, 2, 3 having sum(t.count) <> 0`,
    );
  }

  private won(uow: UnitOfWork, query: ReportQuery, first: string, after: string): Promise<WonRow[]> {
    const rows = ReportRows.cells(uow, this.reader, query, 'result').and(`t.status = 'won'`);
    const [from, before] = [first, after].map((day) => rows.params.add(day, '::date')) as [string, string];
    rows.and(`t.day >= ${from} and t.day < ${before}`);
    return rows.query<WonRow>(
      `select ${MONTH} as month, sum(t.count)::int as count, coalesce(sum(t.amount), 0)::text as amount
       ${rows.from('join dim_date d on d.date = t.day')} group by 1 having sum(t.count) <> 0`,
    );
  }

  private async history(uow: UnitOfWork, query: ReportQuery, today: string): Promise<StageHistory[]> {
    const rows = ReportRows.cells(uow, this.reader, query, 'result').and(`t.status <> 'open'`);
    rows.and(`t.day >= ${rows.params.add(addJalaliYears(today, -1), '::date')}`);
    const found = await rows.query<{ seen: string; closed: number; won: number }>(
      `select t.detail as seen, sum(t.count)::int as closed,
         coalesce(sum(t.count) filter (where t.status = 'won'), 0)::int as won ${rows.from()} group by 1`,
    );
    const places = await stagePlaces(uow);
    const history = new Map<string, StageHistory>();
    for (const { seen, closed, won } of found)
      for (const stage of stagesSeen(seen)) {
        const stageId = places.get(stage)?.id;
        if (stageId === undefined) continue;
        const past = history.get(stageId) ?? { stageId, closed: 0, won: 0 };
        history.set(stageId, { stageId, closed: past.closed + closed, won: past.won + won });
      }
    return [...history.values()];
  }
}

function monthOf(day: string): string {
  const { jy, jm } = toJalali(day);
  return `${jy}-${String(jm).padStart(2, '0')}`;
}
