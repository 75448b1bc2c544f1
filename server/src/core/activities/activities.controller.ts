import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import { Policy } from '../../platform/access/policy.js';
import { ApiProblems } from '../../platform/http/api-problems.js';
import { IfMatch } from '../../platform/http/if-match.js';
import { RecordRoutes } from '../../platform/records/record-routes.js';
import { RecordStore } from '../../platform/records/record-store.js';
import type { RecordView } from '../../platform/records/record-view.js';
import { Activity } from './activity.js';
import { CompleteActivity, CompletedActivity } from './activity-actions.dto.js';
import { ActivityProgress } from './activity-progress.js';

@Controller('activities')
export class ActivitiesController extends RecordRoutes(Activity) {
  constructor(
    store: RecordStore,
    private readonly progress: ActivityProgress,
  ) {
    super(store);
  }

  @Post(':id/complete')
  @HttpCode(200)
  @Policy({ record: 'activity', action: 'edit' })
  @ApiOperation({
    summary: 'Complete an activity',
    description: 'Marks it as done now, with its outcome, and plans the next step on the same record in one go.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiHeader({ name: 'If-Match', required: false, description: 'The `ETag` that you read.' })
  @ApiOkResponse({ type: CompletedActivity })
  @ApiProblems(400, 401, 403, 404, 409, 412, 422)
  complete(
    @Param('id') id: string,
    @Body() body: CompleteActivity,
    @IfMatch() ifMatch?: number,
  ): Promise<CompletedActivity> {
    return this.progress.complete(id, body, ifMatch);
  }

  @Post(':id/reopen')
  @HttpCode(200)
  @Policy({ record: 'activity', action: 'edit' })
  @ApiOperation({ summary: 'Reopen an activity', description: 'Takes back that it was done; its outcome is cleared.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiHeader({ name: 'If-Match', required: false, description: 'The `ETag` that you read.' })
  @ApiOkResponse({ schema: { $ref: '#/components/schemas/Activity' } })
  @ApiProblems(401, 403, 404, 409, 412)
  reopen(@Param('id') id: string, @IfMatch() ifMatch?: number): Promise<RecordView> {
    return this.progress.reopen(id, ifMatch);
  }
}
