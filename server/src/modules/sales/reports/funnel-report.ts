import { Injectable } from '@nestjs/common';
import { clock } from '../../../platform/context/clock.js';
import { DataDoor } from '../../../platform/database/data-door.js';
import type { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { Problem } from '../../../platform/errors/problem.js';
import { addJalaliMonths, tehranDate } from '../../../platform/persian/index.js';
import { RecordReader } from '../../../platform/records/record-reader.js';
import {
  type FunnelRow,
  type FunnelStage,
  type FunnelStageRow,
  funnelOf,
  type TopOfFunnel,
  topOfFunnel,
} from './funnel.js';
import { share } from './measures.js';
import { type RawReportQuery, readReportQuery, type ReportQuery } from './report-query.js';
import { ReportRows } from './report-rows.js';
import { stagePlaces, stagesSeen } from './stages-seen.js';

export interface Funnel {
  readonly pipelineId: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly count: number;
  readonly won: number;
  /** Won of all that began, 0..1. */
  readonly conversion: number | null;
  readonly stages: readonly FunnelStage[];
  readonly topOfFunnel: TopOfFunnel;
}

/** The stages of a pipeline, or of the first active one. @throws Problem 404 */
export async function stagesOf(
  uow: UnitOfWork,
  pipelineId: string | undefined,
): Promise<(FunnelStageRow & { pipelineId: string })[]> {
  const stages = await uow.query<FunnelStageRow & { pipelineId: string }>(
    `select s.id, s.name, s.position, s.tone, s.pipeline_id as "pipelineId"
     from stages s where s.deleted_at is null and s.pipeline_id = coalesce($1::uuid, (
       select p.id from pipelines p where p.active and p.deleted_at is null order by p.position, p.id limit 1))
     order by s.position, s.id`,
    [pipelineId ?? null],
  );
  if (stages.length === 0) throw Problem.notFound();
  return stages;
}

/** The funnel of one pipeline: counts, values, conversion from stage to stage and where it leaks (R26-R29, R31). */
@Injectable()
export class FunnelReport {
  constructor(
    private readonly door: DataDoor,
    private readonly reader: RecordReader,
  ) {}

  /** Opportunities that were engaged in the days of the query. @throws Problem 400, 403, 404 */
  read(raw: RawReportQuery): Promise<Funnel> {
    const asked = readReportQuery(raw);
    return this.door.read(async (uow) => {
      const stages = await stagesOf(uow, asked.pipelineId);
      const pipelineId = (stages[0] as { pipelineId: string }).pipelineId;
      const query = { ...asked, pipelineId };
      const rows = await this.rows(uow, query);
      const { stages: funnel, won } = funnelOf(stages, rows);
      const count = rows.reduce((sum, row) => sum + row.count, 0);
      const firstOpen = (await this.open(uow, query, (stages[0] as FunnelStageRow).id)) as {
        open: number;
        won: number;
      };
      return {
        pipelineId,
        from: query.from,
        to: query.to,
        count,
        won,
        conversion: share(won, count),
        stages: funnel,
        topOfFunnel: topOfFunnel(firstOpen.open, firstOpen.won),
      };
    });
  }

  private async rows(uow: UnitOfWork, query: ReportQuery): Promise<FunnelRow[]> {
    const rows = ReportRows.cells(uow, this.reader, query, 'cohort').within('t.day', query);
    const found = await rows.query<Omit<FunnelRow, 'top'> & { seen: string }>(
      `select t.detail as seen, t.stage_id as "stageId", t.status, sum(t.count)::int as count,
         coalesce(sum(t.amount), 0)::text as amount, coalesce(sum(t.weighted), 0)::text as weighted
       ${rows.from()} group by 1, 2, 3`,
    );
    const places = await stagePlaces(uow);
    return found.map(({ seen, ...row }) => ({
      ...row,
      top: Math.max(0, ...stagesSeen(seen).map((stage) => places.get(stage)?.position ?? 0)),
    }));
  }

  /** The alarm looks at now, whatever days the funnel is for. */
  private async open(
    uow: UnitOfWork,
    query: ReportQuery,
    stageId: string,
  ): Promise<{ open: number; won: number } | undefined> {
    const rows = ReportRows.cells(uow, this.reader, query, 'result');
    const first = rows.params.add(stageId, '::uuid');
    const since = rows.params.add(addJalaliMonths(tehranDate(clock.now()), -3), '::date');
    const [row] = await rows.query<{ open: number; won: number }>(
      `select coalesce(sum(t.count) filter (where t.status = 'open' and t.stage_id = ${first}), 0)::int as open,
         coalesce(sum(t.count) filter (where t.status = 'won' and t.day > ${since}), 0)::int as won ${rows.from()}`,
    );
    return row;
  }
}
