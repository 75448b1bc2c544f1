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
  constructor(private readonly stages: PipelineStages) {}

  beforeSave(change: RecordChange): void {
    const given = change.after.stages !== undefined && change.after.stages !== null;
    if (given || change.action === 'create') change.after.stagesChangedAt = clock.now().toISOString();
  }

  async afterSave({ action, id, after, uow }: RecordChange): Promise<void> {
    const given = typeof after.stages === 'string' ? (JSON.parse(after.stages) as unknown) : undefined;
    if (given !== undefined && given !== null) await this.stages.replace(uow, id, given);
    else if (action === 'create') await this.stages.replace(uow, id, DEFAULT_STAGES);
  }

  /** @throws Problem 422 `pipeline.inUse` */
  async beforeRemove(record: Readonly<RecordValues>, uow: UnitOfWork): Promise<void> {
    const open = await this.stages.openIn(uow, 'pipeline_id', record.id as string);
    if (open > 0) throw Problem.rule('pipeline.inUse', [], { count: open });
  }
}
