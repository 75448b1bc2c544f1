import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { Policy } from '../../access/policy.js';
import { ApiProblems } from '../../http/api-problems.js';
import { operationSchema } from '../../operations/operation-schemas.js';
import type { OperationView } from '../../operations/operation-view.js';
import { type HandoverPreview, HandoverPreviews } from './handover-preview.js';
import { readHandover } from './handover-request.js';
import { handoverBody, handoverPreviewSchema } from './handover-schemas.js';
import { HandoverService } from './handover.service.js';

/** The work of somebody who leaves goes to others. */
@ApiTags('Users')
@Controller('users/:id/handover')
export class HandoverController {
  constructor(
    private readonly previews: HandoverPreviews,
    private readonly handovers: HandoverService,
  ) {}

  @Post('preview')
  @HttpCode(200)
  @Policy({ record: 'user', action: 'view' })
  @ApiOperation({
    summary: 'Preview a handover',
    description:
      'How much of each record type hangs on the person, as far as you see it, and who would get how many by these rules. Nothing is written.',
  })
  @ApiParam({ name: 'id', format: 'uuid', description: 'The person who leaves.' })
  @ApiBody({ schema: handoverBody })
  @ApiOkResponse({ schema: handoverPreviewSchema })
  @ApiProblems(400, 401, 403, 404, 422)
  preview(@Param('id') id: string, @Body() body: unknown): Promise<HandoverPreview> {
    return this.previews.preview(id, readHandover(body));
  }

  @Post()
  @HttpCode(202)
  @Policy({ record: 'user', action: 'view' })
  @ApiOperation({
    summary: 'Hand over the work of a person',
    description:
      'Moves the records by the rules in the background, as one operation that can be undone for 30 days: `GET /operations/{id}` tells how far it is. Needs the rights to `edit` and `assign` on each record; what is beyond them stays and is listed in the errors of the operation.',
  })
  @ApiParam({ name: 'id', format: 'uuid', description: 'The person who leaves.' })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiBody({ schema: handoverBody })
  @ApiAcceptedResponse({ schema: operationSchema })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  begin(@Param('id') id: string, @Body() body: unknown): Promise<OperationView> {
    return this.handovers.begin(id, readHandover(body));
  }
}
