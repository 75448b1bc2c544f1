import { Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Policy } from '../access/policy.js';
import { readLimit } from '../changes/change-cursor.js';
import { Problem } from '../errors/problem.js';
import { ApiProblems } from '../http/api-problems.js';
import { type OperationFaultView, OperationList, type OperationPage, type OperationRow } from './operation-list.js';
import {
  operationFaultsSchema,
  operationPageSchema,
  operationRowsSchema,
  operationSchema,
} from './operation-schemas.js';
import { OperationUndoers } from './operation-undoers.js';
import { OPERATION_KINDS, OPERATION_STATUSES, type OperationView } from './operation-view.js';
import { isGoingOn } from './operations.js';

const LIMIT = ApiQuery({
  name: 'limit',
  required: false,
  schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
});
const CURSOR = ApiQuery({ name: 'cursor', required: false, description: '`nextCursor` of the page before.' });
const ID = ApiParam({ name: 'operationId', format: 'uuid' });

/** Whatever was done with many records at once. */
@ApiTags('Operations')
@Controller('operations')
@Policy('signedIn')
export class OperationsController {
  constructor(
    private readonly operations: OperationList,
    private readonly undoers: OperationUndoers,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List operations',
    description:
      'Imports, bulk edits and deletes, reassignments, merges and handovers that you began, with how far they are, the latest first; those of everybody with the right `audit`.',
  })
  @ApiQuery({ name: 'kind', required: false, enum: OPERATION_KINDS })
  @ApiQuery({ name: 'status', required: false, enum: OPERATION_STATUSES })
  @ApiQuery({ name: 'ownerId', required: false, schema: { type: 'string', format: 'uuid' } })
  @LIMIT
  @CURSOR
  @ApiOkResponse({ schema: operationPageSchema })
  @ApiProblems(400, 401)
  page(@Query() query: Record<string, unknown>): Promise<OperationPage<OperationView>> {
    const filter = { kind: text(query, 'kind'), status: text(query, 'status'), ownerId: text(query, 'ownerId') };
    return this.operations.page(filter, text(query, 'cursor'), readLimit(query.limit));
  }

  @Get(':operationId')
  @ApiOperation({ summary: 'Get one operation', description: 'What it is, how far it is, and how its undo stands.' })
  @ID
  @ApiOkResponse({ schema: operationSchema })
  @ApiProblems(401, 404)
  get(@Param('operationId') id: string): Promise<OperationView> {
    return this.operations.get(id);
  }

  @Get(':operationId/rows')
  @ApiOperation({
    summary: 'List the changes of an operation',
    description: 'Record by record, the latest first: those that you see and may know the history of.',
  })
  @ID
  @LIMIT
  @CURSOR
  @ApiOkResponse({ schema: operationRowsSchema })
  @ApiProblems(400, 401, 404)
  rows(
    @Param('operationId') id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<OperationPage<OperationRow>> {
    return this.operations.rows(id, text(query, 'cursor'), readLimit(query.limit));
  }

  @Get(':operationId/errors')
  @ApiOperation({
    summary: 'List what an operation left as it is',
    description:
      'Records that refused, and conflicts of its undo: what somebody has changed since stays as it is. Rows of a file that failed are in `GET /imports/{id}/errors`.',
  })
  @ID
  @LIMIT
  @CURSOR
  @ApiOkResponse({ schema: operationFaultsSchema })
  @ApiProblems(400, 401, 404)
  errors(
    @Param('operationId') id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<OperationPage<OperationFaultView>> {
    return this.operations.faults(id, text(query, 'cursor'), readLimit(query.limit));
  }

  @Post(':operationId/undo')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Undo an operation',
    description:
      'Within 30 days, with your rights: made records go to the recycle bin, removed ones come back, fields get their old values unless somebody has changed them since. Conflicts are listed in `/errors` and never forced. A large one goes on in the background (202).',
  })
  @ID
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOkResponse({ schema: operationSchema })
  @ApiResponse({ status: 202, description: 'Goes on in the background.', schema: operationSchema })
  @ApiProblems(401, 403, 404, 409, 422)
  async undo(
    @Param('operationId') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OperationView> {
    const operation = await this.undoers.undo(id);
    if (isGoingOn(operation)) void reply.status(202);
    return operation;
  }
}

function text(query: Record<string, unknown>, path: string): string | undefined {
  const value = query[path];
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string' || value.length > 2_000)
    throw Problem.invalid('query.invalid', [{ path, code: 'query.repeated' }]);
  return value;
}
