import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { type Fault, Problem } from '../../../platform/errors/problem.js';
import { recordTypes } from '../../../platform/records/record-type.js';
import { RecordWriter } from '../../../platform/records/record-writer.js';
import type { StageSpec } from './default-stages.js';
import { Stage } from './stage.entity.js';

export const FEWEST_STAGES = 3;
export const MOST_STAGES = 7;

const KEYS = new Set(['id', 'version', 'name', 'probabilityPercent', 'rottenAfterDays', 'requiredFields', 'tone']);

/** The stages of a pipeline as one ordered list. */
@Injectable()
export class PipelineStages {
  private readonly replacing = new WeakSet<UnitOfWork>();

  constructor(private readonly writer: RecordWriter) {}

  /** Waits for whoever else changes the stages of this pipeline, so that two at once can't break the limits. */
  async lock(uow: UnitOfWork, pipelineId: string): Promise<void> {
    await uow.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`pipeline/${pipelineId}`]);
  }

  /**
   * Makes the stages of a pipeline what `list` says, in its order.
   * @throws Problem 400 on a bad entry; 422 `pipeline.stageCount`, or `stage.inUse` for a stage that would go
   */
  async replace(uow: UnitOfWork, pipelineId: string, list: unknown): Promise<void> {
    const specs = readSpecs(list);
    await this.lock(uow, pipelineId);
    this.replacing.add(uow);
    const type = recordTypes.of(Stage);
    const current = await uow.query<{ id: string }>(
      'select s.id from stages s where s.pipeline_id = $1 and s.deleted_at is null',
      [pipelineId],
    );
    const known = new Set(current.map(({ id }) => id));
    const faults: Fault[] = specs.flatMap(({ id }, i) =>
      id !== undefined && !known.has(id) ? [{ path: `stages[${i}].id`, code: 'stage.notInPipeline' }] : [],
    );
    if (faults.length > 0) throw Problem.rule('record.rule', faults);
    for (const [position, { id, ...spec }] of specs.entries()) {
      if (id !== undefined) await this.writer.update(uow, type, id, { ...spec, position });
      else await this.writer.create(uow, type, { ...spec, position, pipelineId });
    }
    const kept = new Set(specs.map(({ id }) => id));
    for (const id of known) if (!kept.has(id)) await this.writer.remove(uow, type, id);
    this.replacing.delete(uow);
    await this.mustHaveRightNumber(uow, pipelineId);
  }

  /** Checks the number after a change, except halfway through `replace`. @throws Problem 422 `pipeline.stageCount` */
  async mustHaveRightNumber(uow: UnitOfWork, pipelineId: string): Promise<void> {
    if (this.replacing.has(uow)) return;
    const row = await uow.one<{ n: number }>(
      'select count(*)::int as n from stages where pipeline_id = $1 and deleted_at is null',
      [pipelineId],
    );
    const count = row?.n ?? 0;
    if (count < FEWEST_STAGES || count > MOST_STAGES)
      throw Problem.rule(
        'pipeline.stageCount',
        [{ path: 'stages', code: 'pipeline.stageCount', params: LIMITS }],
        LIMITS,
      );
  }

  /** How many open opportunities anybody has in a stage or pipeline: a removal must count also those out of sight. */
  async openIn(uow: UnitOfWork, column: 'stage_id' | 'pipeline_id', id: string): Promise<number> {
    return uow.elevated('stage.inUse', async () => {
      const row = await uow.one<{ n: number }>(
        `select count(*)::int as n from opportunities where ${column} = $1 and status = 'open' and deleted_at is null`,
        [id],
      );
      return row?.n ?? 0;
    });
  }
}

const LIMITS = { min: FEWEST_STAGES, max: MOST_STAGES };

function readSpecs(list: unknown): StageSpec[] {
  if (!Array.isArray(list)) throw Problem.invalid('body.invalid', [{ path: 'stages', code: 'field.notList' }]);
  if (list.length < FEWEST_STAGES || list.length > MOST_STAGES)
    throw Problem.rule(
      'pipeline.stageCount',
      [{ path: 'stages', code: 'pipeline.stageCount', params: LIMITS }],
      LIMITS,
    );
  return list.map((entry: unknown, i) => {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
      throw Problem.invalid('body.invalid', [{ path: `stages[${i}]`, code: 'body.notAnObject' }]);
    const unknown = Object.keys(entry).find((key) => !KEYS.has(key));
    if (unknown !== undefined)
      throw Problem.invalid('body.invalid', [{ path: `stages[${i}].${unknown}`, code: 'field.unknown' }]);
    return entry as StageSpec;
  });
}
