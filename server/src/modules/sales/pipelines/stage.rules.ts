import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { Problem } from '../../../platform/errors/problem.js';
import type { RecordChange, RecordRules, RecordValues } from '../../../platform/records/record-rules.js';
import { recordTypes } from '../../../platform/records/record-type.js';
import { Opportunity } from '../opportunities/opportunity.entity.js';
import { PipelineStages } from './pipeline-stages.js';

/** A stage demands only fields that exist, stays in its pipeline, and goes only when nothing open is in it. */
@Injectable()
export class StageRules implements RecordRules {
  constructor(private readonly stages: PipelineStages) {}

  async beforeSave(change: RecordChange): Promise<void> {
    const { before, after, uow } = change;
    const fields = recordTypes.of(Opportunity).fields;
    for (const name of (after.requiredFields ?? []) as string[]) {
      const field = fields.get(name);
      if (!field || field.readonly) change.fault('requiredFields', 'stage.unknownField', { field: name });
    }
    if (before && before.pipelineId !== after.pipelineId) change.fault('pipelineId', 'stage.fixedPipeline');
    if (!before) await this.stages.lock(uow, after.pipelineId as string);
  }

  /** @throws Problem 422 `pipeline.stageCount` */
  async afterSave({ action, after, uow }: RecordChange): Promise<void> {
    if (action === 'create') await this.stages.mustHaveRightNumber(uow, after.pipelineId as string);
  }

  /** @throws Problem 422 `stage.inUse` */
  async beforeRemove(record: Readonly<RecordValues>, uow: UnitOfWork): Promise<void> {
    await this.stages.lock(uow, record.pipelineId as string);
    const open = await this.stages.openIn(uow, 'stage_id', record.id as string);
    if (open > 0) throw Problem.rule('stage.inUse', [], { count: open, name: record.name });
  }

  /** @throws Problem 422 `pipeline.stageCount` */
  async afterRemove(record: Readonly<RecordValues>, uow: UnitOfWork): Promise<void> {
    await this.stages.mustHaveRightNumber(uow, record.pipelineId as string);
  }

  /** @throws Problem 422 `pipeline.stageCount` */
  async afterRestore(record: Readonly<RecordValues>, uow: UnitOfWork): Promise<void> {
    await this.stages.lock(uow, record.pipelineId as string);
    await this.stages.mustHaveRightNumber(uow, record.pipelineId as string);
  }
}
