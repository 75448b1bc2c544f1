import { Injectable } from '@nestjs/common';
import { clock } from '../../../platform/context/clock.js';
import { DataDoor } from '../../../platform/database/data-door.js';
import type { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { jalaliYearRange, toJalali } from '../../../platform/persian/index.js';
import { RecordReader } from '../../../platform/records/record-reader.js';
import { stagesOf } from './funnel-report.js';
import { type RawReportQuery, readReportQuery, type ReportDays, type ReportQuery } from './report-query.js';
import { ReportRows } from './report-rows.js';

export interface StageTime {
  readonly stageId: string;
  readonly name: string;
  /** Stays in the stage; one that comes back is counted again. */
  readonly stays: number;
  /** Of these, not over yet: counted up to now. */
  readonly running: number;
  readonly meanDays: number | null;
  readonly medianDays: number | null;
}

/** How long opportunities stay in each stage (R30). */
@Injectable()
export class StageTimesReport {
  constructor(
    private readonly door: DataDoor,
    private readonly reader: RecordReader,
  ) {}

  /** @throws Problem 400, 403, 404 */
  read(raw: RawReportQuery): Promise<{ pipelineId: string; stages: StageTime[] }> {
    const asked = readReportQuery(raw);
    return this.door.read(async (uow) => {
      const stages = await stagesOf(uow, asked.pipelineId);
      const pipelineId = (stages[0] as { pipelineId: string }).pipelineId;
      const times = await this.times(uow, { ...asked, pipelineId });
      const byStage = new Map(times.map((time) => [time.stageId, time]));
      return {
        pipelineId,
        stages: stages.map(({ id, name }) => {
          const { stays = 0, running = 0, meanDays = null, medianDays = null } = byStage.get(id) ?? {};
          return { stageId: id, name, stays, running, meanDays, medianDays };
        }),
      };
    });
  }

  /** Lengths are counted in hundredths of a day, which is what the answer shows; so the median needs no sorting. */
  private times(uow: UnitOfWork, query: ReportQuery): Promise<Omit<StageTime, 'name'>[]> {
    const over = ReportRows.cells(uow, this.reader, query, 'stay', !wholeYears(query)).within('t.day', query);
    const running = ReportRows.figures(uow, this.reader, query, over.params)
      .and('t.running_since is not null')
      .within('t.engaged_on', query);
    const now = running.params.add(clock.now(), '::timestamptz');
    const length = `least(greatest(date_part('epoch', ${now} - t.running_since), 0), 2147483000)::integer`;
    return over.query<Omit<StageTime, 'name'>>(
      `with lengths as (
         select l.stage_id, l.bucket, sum(l.count) as count, sum(l.running) as running, sum(l.seconds) as seconds
         from (
           select t.stage_id, t.bucket, t.count, 0 as running, t.total as seconds ${over.from()}
           union all
           select r.stage_id, (r.seconds + 432) / 864, 1, 1, r.seconds
           from (select t.running_stage_id as stage_id, ${length} as seconds ${running.from()}) r
         ) l group by 1, 2 having sum(l.count) <> 0
       ), ranked as (
         select *, sum(count) over (partition by stage_id order by bucket) as upto, sum(count) over (partition by stage_id) as stays
         from lengths
       )
       select stage_id as "stageId", max(stays)::int as stays, sum(running)::int as running,
         round(sum(seconds) / max(stays) / 86400, 2)::float8 as "meanDays",
         round((min(bucket) filter (where upto >= floor((stays + 1) / 2)) + min(bucket) filter (where upto >= ceil((stays + 1) / 2)))
           / 200.0, 2)::float8 as "medianDays"
       from ranked group by 1`,
    );
  }
}

/** Whether the days begin and end with Jalali years: cells of stays are kept by year. */
function wholeYears({ from, to }: ReportDays): boolean {
  const yearOf = (day: string) => jalaliYearRange(toJalali(day).jy);
  return (from === null || yearOf(from).from === from) && (to === null || yearOf(to).to === to);
}
