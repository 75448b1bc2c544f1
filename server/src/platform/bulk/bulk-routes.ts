import { Body, Controller, Get, HttpCode, Inject, Param, Post, Res, type Type } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Policy } from '../access/policy.js';
import { Problem } from '../errors/problem.js';
import { ApiProblems } from '../http/api-problems.js';
import { isUuid } from '../records/field-types.js';
import { Resource, type RouteSubject } from '../records/route-subject.js';
import { bulkDeleteBody, bulkEditBody, bulkProgressSchema, bulkResultSchema } from './bulk-schemas.js';
import { type BulkProgress, type BulkResult, BulkService } from './bulk.service.js';

const HOW =
  'Each record is written under its own rights and rules; one that refuses stays as it is and is counted. Up to 200 are written at once, more in the background (202): ask `GET /bulk-operations/{operationId}` how far it is. All of it is one operation, to be undone as one.';

/** `POST /<resource>/bulk-edit` and `bulk-delete` of the records of a subject. */
export function bulkController(subject: RouteSubject): Type {
  const { many } = subject;

  @subject.document()
  @Controller(subject.path)
  class BulkController {
    constructor(@Inject(BulkService) private readonly bulk: BulkService) {}

    @Post('bulk-edit')
    @HttpCode(200)
    @subject.policy('bulkEdit')
    @ApiOperation({
      summary: `Change all ${many} of a list`,
      description: `Writes the same fields, or adds and takes away tags, on all ${many} that match. ${HOW}`,
    })
    @ApiHeader({ name: 'Idempotency-Key', required: false })
    @ApiBody({ schema: bulkEditBody({ $ref: `#/components/schemas/${subject.schema}Update` }) })
    @ApiOkResponse({ schema: bulkResultSchema })
    @ApiResponse({ status: 202, description: 'Goes on in the background.', schema: bulkResultSchema })
    @ApiProblems(400, 401, 403, 409, 413, 422)
    edit(
      @Body() body: unknown,
      @Res({ passthrough: true }) reply: FastifyReply,
      @Resource() resource?: string,
    ): Promise<BulkResult> {
      return accepted(this.bulk.edit(subject.typeAt(resource), body), reply);
    }

    @Post('bulk-delete')
    @HttpCode(200)
    @subject.policy('delete')
    @ApiOperation({
      summary: `Remove all ${many} of a list`,
      description: `Puts all ${many} that match into the recycle bin. ${HOW}`,
    })
    @ApiHeader({ name: 'Idempotency-Key', required: false })
    @ApiBody({ schema: bulkDeleteBody })
    @ApiOkResponse({ schema: bulkResultSchema })
    @ApiResponse({ status: 202, description: 'Goes on in the background.', schema: bulkResultSchema })
    @ApiProblems(400, 401, 403, 409, 413, 422)
    delete(
      @Body() body: unknown,
      @Res({ passthrough: true }) reply: FastifyReply,
      @Resource() resource?: string,
    ): Promise<BulkResult> {
      return accepted(this.bulk.delete(subject.typeAt(resource), body), reply);
    }
  }

  // The name of the class is part of the operation's id in the API document.
  Object.defineProperty(BulkController, 'name', { value: `${subject.schema}BulkController` });
  return BulkController;
}

async function accepted(answer: Promise<BulkResult>, reply: FastifyReply): Promise<BulkResult> {
  const result = await answer;
  if (result.status === 'running') void reply.status(202);
  return result;
}

@ApiTags('Bulk operations')
@Controller('bulk-operations')
export class BulkOperationsController {
  constructor(private readonly bulk: BulkService) {}

  @Get(':operationId')
  @Policy('signedIn')
  @ApiOperation({
    summary: 'See how far a bulk operation is',
    description: 'One that you began and that goes on in the background; known for some days after its end.',
  })
  @ApiParam({ name: 'operationId', format: 'uuid' })
  @ApiOkResponse({ schema: bulkProgressSchema })
  @ApiProblems(401, 404)
  async progress(@Param('operationId') operationId: string): Promise<BulkProgress> {
    if (!isUuid(operationId)) throw Problem.notFound();
    return this.bulk.progress(operationId);
  }
}
