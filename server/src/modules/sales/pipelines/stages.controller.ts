import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { Policy } from '../../../platform/access/policy.js';
import { ApiProblems } from '../../../platform/http/api-problems.js';
import { RecordRoutes } from '../../../platform/records/record-routes.js';
import { RecordStore } from '../../../platform/records/record-store.js';
import { Stage } from './stage.entity.js';
import { StageMerging } from './stage-merging.js';

export class MergeStageBody {
  @ApiProperty({ format: 'uuid', description: 'Stage of the same pipeline that takes the open opportunities.' })
  @IsUUID('all')
  intoStageId!: string;
}

@Controller('stages')
export class StagesController extends RecordRoutes(Stage) {
  constructor(
    store: RecordStore,
    private readonly merging: StageMerging,
  ) {
    super(store);
  }

  @Post(':id/merge')
  @HttpCode(200)
  @Policy({ record: 'stage', action: 'delete' })
  @ApiOperation({
    summary: 'Merge a stage into another',
    description:
      'Moves every open opportunity of the stage, whoever owns it, into another stage of its pipeline and removes the stage.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ schema: { type: 'object', required: ['moved'], properties: { moved: { type: 'integer' } } } })
  @ApiProblems(400, 401, 403, 404, 422)
  merge(@Param('id') id: string, @Body() body: MergeStageBody): Promise<{ moved: number }> {
    return this.merging.merge(id, body.intoStageId);
  }
}
