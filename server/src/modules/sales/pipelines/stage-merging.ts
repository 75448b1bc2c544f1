import { Injectable } from '@nestjs/common';
import { clock } from '../../../platform/context/clock.js';
import { DataDoor } from '../../../platform/database/data-door.js';
import { Problem } from '../../../platform/errors/problem.js';
import { recordTypes } from '../../../platform/records/record-type.js';
import { RecordWriter } from '../../../platform/records/record-writer.js';
import { Stage } from './stage.entity.js';

/** Empties a stage into another one, so that it can go. */
@Injectable()
export class StageMerging {
  constructor(
    private readonly door: DataDoor,
    private readonly writer: RecordWriter,
  ) {}

  /**
   * Moves the open opportunities of everybody, in one statement, and removes the stage.
   * @throws Problem 403, 404; 422 `stage.notInPipeline`, `pipeline.stageCount`
   */
  merge(id: string, intoStageId: string): Promise<{ moved: number }> {
    return this.door.write(async (uow) => {
      const type = recordTypes.of(Stage);
      const from = await this.writer.lock(uow, type, id, false);
      await this.writer.mustReach(uow, type, id, 'delete');
      const into = await uow.one<{ id: string }>(
        'select id from stages where id = $1 and pipeline_id = $2 and id <> $3 and deleted_at is null',
        [intoStageId, from.pipelineId, id],
      );
      if (!into) throw Problem.rule('record.rule', [{ path: 'intoStageId', code: 'stage.notInPipeline' }]);
      const moved = await uow.elevated('stage.merge', () =>
        uow.execute(
          `update opportunities set stage_id = $2, stage_entered_at = $3, version = version + 1, updated_at = $3, updated_by = $4
           where stage_id = $1 and status = 'open' and deleted_at is null`,
          [id, into.id, clock.now(), uow.principal.userId],
        ),
      );
      await this.writer.remove(uow, type, id);
      return { moved };
    });
  }
}
