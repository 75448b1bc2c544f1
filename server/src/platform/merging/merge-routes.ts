import { Body, Controller, Get, HttpCode, Inject, Post, Query, Res, type Type } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiQuery, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataDoor } from '../database/data-door.js';
import { type Fault, Problem } from '../errors/problem.js';
import { ApiProblems } from '../http/api-problems.js';
import { RecordReader } from '../records/record-reader.js';
import type { RecordType } from '../records/record-type.js';
import type { RecordView } from '../records/record-view.js';
import { Resource, type RouteSubject } from '../records/route-subject.js';
import { isMergeable } from './link-places.js';
import { type ChildCount, countChildren } from './merge-preview.js';
import { readIds } from './merge-request.js';
import { mergeBody, mergePreviewSchema, mergeResultSchema } from './merge-schemas.js';
import { Merges, type MergeResult } from './merges.service.js';

interface Side {
  readonly record: RecordView;
  readonly children: readonly ChildCount[];
}

/** `POST /<resource>/merge` and its preview, of the records of a subject. */
export function mergeController(subject: RouteSubject): Type {
  const { many } = subject;

  @subject.document()
  @Controller(subject.path)
  class MergeController {
    constructor(
      @Inject(Merges) private readonly merges: Merges,
      @Inject(DataDoor) private readonly door: DataDoor,
      @Inject(RecordReader) private readonly reader: RecordReader,
    ) {}

    @Get('merge-preview')
    @subject.policy('edit')
    @ApiOperation({
      summary: `Look at ${many} side by side`,
      description: `Up to 10 ${many} with the numbers of what hangs on each, of what you see.`,
    })
    @ApiQuery({ name: 'ids', required: true, description: 'Comma-separated ids, 2 to 10.' })
    @ApiOkResponse({ schema: mergePreviewSchema })
    @ApiProblems(400, 401, 403, 404)
    preview(@Query('ids') ids?: unknown, @Resource() resource?: string): Promise<{ data: Side[] }> {
      const type = mergeable(subject, resource);
      const faults: Fault[] = [];
      const wanted = readIds(typeof ids === 'string' ? ids.split(',') : ids, faults);
      if (faults.length > 0) throw Problem.invalid('query.invalid', faults);
      return this.door.read(async (uow) => {
        uow.principal.authorize(type.name, 'view');
        const data: Side[] = [];
        for (const id of wanted)
          data.push({ record: await this.reader.get(uow, type, id), children: await countChildren(uow, type, [id]) });
        return { data };
      });
    }

    @Post('merge')
    @HttpCode(200)
    @subject.policy('delete')
    @ApiOperation({
      summary: `Merge ${many}`,
      description: `Makes up to 10 ${many} one: whatever points to the others moves to \`into\` (also what you don't see), with their followers and shares; the others go to the recycle bin, and their external ids go on leading to \`into\`. Asks for the right to edit and remove each of them. Many children are moved in the background (202). \`POST /operations/{operationId}/undo\` brings them back within 30 days.`,
    })
    @ApiHeader({ name: 'Idempotency-Key', required: false })
    @ApiBody({ schema: mergeBody })
    @ApiOkResponse({ schema: mergeResultSchema })
    @ApiResponse({ status: 202, description: 'Goes on in the background.', schema: mergeResultSchema })
    @ApiProblems(400, 401, 403, 404, 409, 413, 422)
    async merge(
      @Body() body: unknown,
      @Res({ passthrough: true }) reply: FastifyReply,
      @Resource() resource?: string,
    ): Promise<MergeResult> {
      const result = await this.merges.merge(mergeable(subject, resource), body);
      if (result.status === 'running') void reply.status(202);
      return result;
    }
  }

  // The name of the class is part of the operation's id in the API document.
  Object.defineProperty(MergeController, 'name', { value: `${subject.schema}MergeController` });
  return MergeController;
}

/** @throws Problem 404 for a type whose records hang on another one */
function mergeable(subject: RouteSubject, resource: string | undefined): RecordType {
  const type = subject.typeAt(resource);
  if (!isMergeable(type)) throw new Problem(404, 'route.notFound');
  return type;
}
