import { Injectable } from '@nestjs/common';
import { clock } from '../../../platform/context/clock.js';
import type { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { Problem } from '../../../platform/errors/problem.js';
import type { RecordChange, RecordRules, RecordValues } from '../../../platform/records/record-rules.js';
import { DEFAULT_STAGES } from './default-stages.js';
import { PipelineStages } from './pipeline-stages.js';

/** A pipeline has its stages from the start, and goes only when nothing open is in it. */
@Injectable()
export class PipelineRules implements RecordRules {
  /** Lists of stages on their way from before to after the save of their pipeline, which has no column for them. */
  private readonly lists = new WeakMap<RecordChange, unknown>();

  constructor(private readonly stages: PipelineStages) {}

  beforeSave(change: RecordChange): void {
    const { stages } = change.after;
    delete change.after.stages;
    const list =
      typeof stages === 'string'
        ? (JSON.parse(stages) as unknown)
        : change.action === 'create'
          ? DEFAULT_STAGES
          : undefined;
    if (list === undefined) return;
    this.lists.set(change, list);
    change.after.stagesChangedAt = clock.now().toISOString();
  }

  async afterSave(change: RecordChange): Promise<void> {
    const list = this.lists.get(change);
    if (list !== undefined) await this.stages.replace(change.uow, change.id, list);
  }

  /** @throws Problem 422 `pipeline.inUse` */
  async beforeRemove(record: Readonly<RecordValues>, uow: UnitOfWork): Promise<void> {
    const open = await this.stages.openIn(uow, 'pipeline_id', record.id as string);
    if (open > 0) throw Problem.rule('pipeline.inUse', [], { count: open });
  }
}
