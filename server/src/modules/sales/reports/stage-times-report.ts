import { Injectable } from '@nestjs/common';
import { clock } from '../../../platform/context/clock.js';
import { DataDoor } from '../../../platform/database/data-door.js';
import { RecordReader } from '../../../platform/records/record-reader.js';
import { stagesOf } from './funnel-report.js';
import { type RawReportQuery, readReportQuery, ReportRows } from './report-query.js';

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
      const rows = new ReportRows(uow, this.reader, { ...asked, pipelineId }).within('t.engaged_on', asked);
      const now = rows.params.add(clock.now(), '::timestamptz');
      const times = await rows.query<StageTime>(
        `with steps as (
           select m.to_stage_id as stage_id, m.to_status, m.at,
             lead(m.at) over (partition by m.opportunity_id order by m.at, m.id) as next_at
           from opportunities t join opportunity_stage_moves m on m.opportunity_id = t.id where ${rows.where}
         ), stays as (
           select stage_id, next_at is null as running,
             greatest(extract(epoch from coalesce(next_at, ${now}) - at), 0) / 86400 as days
           from steps where to_status = 'open'
         )
         select stage_id as "stageId", count(*)::int as stays, (count(*) filter (where running))::int as running,
           round(avg(days)::numeric, 2)::float8 as "meanDays",
           round((percentile_cont(0.5) within group (order by days))::numeric, 2)::float8 as "medianDays"
         from stays group by 1`,
      );
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
}
