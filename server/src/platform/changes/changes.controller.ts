import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiResponse,
  ApiTags,
  ApiProperty,
  ApiPropertyOptional,
} from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Policy } from '../access/policy.js';
import { OpenToViewers } from '../access/viewing.js';
import { DataDoor } from '../database/data-door.js';
import { Problem } from '../errors/problem.js';
import { ApiProblems } from '../http/api-problems.js';
import { IfMatch } from '../http/if-match.js';
import { isUuid, parseInstant } from '../records/field-types.js';
import { routeType } from '../records/record-type.js';
import type { RecordView } from '../records/record-view.js';
import { readLimit } from './change-cursor.js';
import { ChangeLog, type FeedPage, type HistoryPage } from './change-log.js';
import { ChangeRestore } from './change-restore.js';
import { asOfSchema, feedSchema, historySchema, undoSchema } from './change-schemas.js';
import { type PastRecord, RecordAsOf } from './record-as-of.js';
import { UndoService, type UndoAnswer } from './undo.service.js';

const MAX_FEED = 1_000;

/** Which change to take back, and of which fields. */
export class RevertRequest {
  @ApiProperty({ description: '`id` of the entry in the history.', example: '48213', maxLength: 18 })
  @IsString()
  @MaxLength(18)
  changeId!: string;

  @ApiPropertyOptional({
    type: [String],
    description: 'Fields to restore; all that the change touched when absent.',
    example: ['phone'],
  })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  fields?: string[];
}

function single(value: unknown, path: string): string | undefined {
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string' || value.length > 2_000)
    throw Problem.invalid('query.invalid', [{ path, code: 'query.repeated' }]);
  return value;
}

/** @throws Problem 400 */
function instantOf(value: string | undefined): string {
  try {
    return parseInstant(value);
  } catch {
    throw Problem.invalid('query.invalid', [{ path: 'at', code: 'field.notInstant' }]);
  }
}

@ApiTags('Changes')
@Controller('changes')
export class ChangesController {
  constructor(
    private readonly door: DataDoor,
    private readonly log: ChangeLog,
    private readonly undos: UndoService,
  ) {}

  @Get()
  @Policy('signedIn')
  @ApiOperation({
    summary: 'Follow all changes',
    description:
      'Committed changes of records that you see, in order, without gap or repetition, for delta sync. Keep `nextCursor` and ask again: it is the same while nothing happens. A page may be empty although its cursor moved on.',
  })
  @ApiQuery({
    name: 'after',
    required: false,
    description: '`nextCursor` of the page before; `latest` for the present end; the beginning when absent.',
  })
  @ApiQuery({
    name: 'types',
    required: false,
    description: 'Comma-separated record types.',
    example: 'account,opportunity',
  })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: MAX_FEED, default: 50 } })
  @ApiOkResponse({ schema: feedSchema })
  @ApiProblems(400, 401)
  feed(
    @Query('after') after?: unknown,
    @Query('types') types?: unknown,
    @Query('limit') limit?: unknown,
  ): Promise<FeedPage> {
    const names = single(types, 'types')
      ?.split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    const query = { after: single(after, 'after'), types: names, limit: readLimit(limit, MAX_FEED) };
    return this.door.read((uow) => this.log.feed(uow, query));
  }

  @Post(':operationId/undo')
  @HttpCode(200)
  @Policy('signedIn')
  @ApiOperation({
    summary: 'Undo a whole operation',
    description:
      'Takes back everything that one operation (a bulk edit, an import, any request) did, as far as you may: made records go to the recycle bin, removed ones come back, fields get their old values unless somebody changed them since. What stays is reported. A large operation is undone in the background (202) and you are notified.',
  })
  @ApiParam({ name: 'operationId', format: 'uuid', description: '`operationId` of a change.' })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOkResponse({ schema: undoSchema })
  @ApiResponse({ status: 202, description: 'Goes on in the background.', schema: undoSchema })
  @ApiProblems(401, 403, 404, 409, 422)
  async undo(
    @Param('operationId') operationId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UndoAnswer> {
    if (!isUuid(operationId)) throw Problem.notFound();
    const answer = await this.undos.undo(operationId);
    if (answer.status === 'queued') void reply.status(202);
    return answer;
  }
}

@ApiTags('Changes')
@Controller(':resource/:id')
export class HistoryController {
  constructor(
    private readonly door: DataDoor,
    private readonly log: ChangeLog,
    private readonly restores: ChangeRestore,
    private readonly past: RecordAsOf,
  ) {}

  @Get('history')
  @Policy('signedIn')
  @OpenToViewers()
  @ApiOperation({
    summary: 'History of one record',
    description:
      'Who changed which fields when and from where, the latest first. Needs the right to `history` of the record type.',
  })
  @ApiParam({ name: 'resource', description: 'Resource of any record type.', example: 'accounts' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ schema: historySchema })
  @ApiProblems(400, 401, 403, 404)
  history(
    @Param('resource') resource: string,
    @Param('id') id: string,
    @Query('cursor') cursor?: unknown,
    @Query('limit') limit?: unknown,
  ): Promise<HistoryPage> {
    const type = routeType(resource);
    return this.door.read((uow) => this.log.history(uow, type, id, single(cursor, 'cursor'), readLimit(limit)));
  }

  @Get('as-of')
  @Policy('signedIn')
  @ApiOperation({
    summary: 'See a record as it was',
    description:
      'The record at any instant, rebuilt from the log of changes: with the fields that you may see today, and which of them have another value now. Needs the right to `history` of the record type.',
  })
  @ApiParam({ name: 'resource', description: 'Resource of any record type.', example: 'accounts' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiQuery({
    name: 'at',
    required: true,
    schema: { type: 'string', format: 'date-time' },
    example: '2026-10-23T20:29:59.999Z',
  })
  @ApiOkResponse({ schema: asOfSchema })
  @ApiProblems(400, 401, 403, 404)
  asOf(@Param('resource') resource: string, @Param('id') id: string, @Query('at') at?: unknown): Promise<PastRecord> {
    const type = routeType(resource);
    const instant = instantOf(single(at, 'at'));
    return this.door.read((uow) => this.past.at(uow, type, id, instant));
  }

  @Post('revert')
  @HttpCode(200)
  @Policy('signedIn')
  @ApiOperation({
    summary: 'Restore old values',
    description:
      'Gives fields the values they had before a change of the history. An ordinary edit: your rights, `If-Match`, validation and rules hold.',
  })
  @ApiParam({ name: 'resource', description: 'Resource of any record type.', example: 'accounts' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiHeader({ name: 'If-Match', required: false, description: 'The `ETag` that you read.' })
  @ApiOkResponse({
    description: 'The record after the change.',
    schema: {
      type: 'object',
      additionalProperties: true,
      example: { id: '0199c0de-0000-7000-8000-000000000001', version: 9, phone: '+982188776644' },
    },
  })
  @ApiProblems(400, 401, 403, 404, 409, 412, 422)
  revert(
    @Param('resource') resource: string,
    @Param('id') id: string,
    @Body() body: RevertRequest,
    @IfMatch() ifMatch?: number,
  ): Promise<RecordView> {
    const type = routeType(resource);
    return this.door.write((uow) => this.restores.restore(uow, type, id, body, { ifMatch }));
  }
}
