import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import { Policy } from '../access/policy.js';
import { readLimit } from '../changes/change-cursor.js';
import { type Fault, Problem } from '../errors/problem.js';
import { unknownMembers } from '../errors/schema-faults.js';
import { ApiProblems } from '../http/api-problems.js';
import { isMergeable } from '../merging/link-places.js';
import { readIds } from '../merging/merge-request.js';
import { RecordRoutes } from '../records/record-routes.js';
import { RecordStore } from '../records/record-store.js';
import { recordTypes, type RecordType } from '../records/record-type.js';
import { type DuplicateGroupPage, DuplicateGroups } from './duplicate-groups.js';
import { DuplicateRule } from './duplicate-rule.js';
import { DuplicateScan, type DuplicateScanView } from './duplicate-scan.js';

const id = { type: 'string', format: 'uuid' };
const scanSchema = {
  type: 'object',
  required: ['id', 'recordType', 'status', 'percent', 'createdAt', 'finishedAt'],
  properties: {
    id,
    recordType: { type: 'string', example: 'account' },
    status: { type: 'string', enum: ['running', 'done', 'failed'] },
    percent: { type: 'integer', minimum: 0, maximum: 100 },
    createdAt: { type: 'string', format: 'date-time' },
    finishedAt: { type: ['string', 'null'], format: 'date-time' },
  },
};
const groupsSchema = {
  type: 'object',
  required: ['data', 'nextCursor'],
  properties: {
    data: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'recordType', 'records', 'reasons', 'score'],
        properties: {
          id,
          recordType: { type: 'string', example: 'account' },
          records: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: true,
              example: { id: '0199c0de-0000-7000-8000-000000000001', version: 3, name: 'بازرگانی آرمان' },
            },
          },
          reasons: {
            type: 'array',
            items: { type: 'string' },
            description: 'Fields that they have in common.',
            example: ['phone'],
          },
          score: { type: 'number', minimum: 0, maximum: 1 },
        },
      },
    },
    nextCursor: { type: ['string', 'null'] },
  },
};
const TYPE = ApiQuery({ name: 'type', required: true, example: 'account', description: 'Record type.' });

@Controller('duplicate-rules')
export class DuplicateRulesController extends RecordRoutes(DuplicateRule) {
  constructor(store: RecordStore) {
    super(store);
  }
}

/** Searches of the old data for records that are likely one. */
@ApiTags('Duplicates')
@Controller('duplicate-scans')
export class DuplicateScansController {
  constructor(private readonly scans: DuplicateScan) {}

  @Get()
  @Policy('signedIn')
  @ApiOperation({
    summary: 'See how the last search for duplicates stands',
    description: 'Of a record type that you may remove records of; null before the first.',
  })
  @TYPE
  @ApiOkResponse({
    schema: { type: 'object', required: ['data'], properties: { data: { oneOf: [scanSchema, { type: 'null' }] } } },
  })
  @ApiProblems(400, 401, 403)
  async latest(@Query('type') type?: unknown): Promise<{ data: DuplicateScanView | null }> {
    return { data: await this.scans.latest(typeOf(type, 'query.invalid')) };
  }

  @Post()
  @HttpCode(202)
  @Policy('signedIn')
  @ApiOperation({
    summary: 'Search a record type for duplicates',
    description:
      'Looks through all records by the rules of duplicates, in the background; one that is going on is answered instead of a second one. Asks for the right to edit and remove records of the type. `GET /duplicate-groups` shows each reader what is theirs to see.',
  })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['type'],
      additionalProperties: false,
      properties: { type: { type: 'string', example: 'account' } },
    },
  })
  @ApiAcceptedResponse({ schema: scanSchema })
  @ApiProblems(400, 401, 403, 409, 413, 422)
  start(@Body() body: unknown): Promise<DuplicateScanView> {
    const given = bodyOf(body, ['type'], []);
    return this.scans.start(typeOf(given.type, 'body.invalid'));
  }
}

/** What the searches found. */
@ApiTags('Duplicates')
@Controller('duplicate-groups')
export class DuplicateGroupsController {
  constructor(private readonly found: DuplicateGroups) {}

  @Get()
  @Policy('signedIn')
  @ApiOperation({
    summary: 'List records that are likely one',
    description:
      'Groups of the last search, the likeliest first: only records that you see, for reasons in fields that you may read. A page may hold fewer than `limit`.',
  })
  @TYPE
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 50, default: 50 } })
  @ApiQuery({ name: 'cursor', required: false, description: '`nextCursor` of the page before.' })
  @ApiOkResponse({ schema: groupsSchema })
  @ApiProblems(400, 401, 403)
  list(
    @Query('type') type?: unknown,
    @Query('limit') limit?: unknown,
    @Query('cursor') cursor?: unknown,
  ): Promise<DuplicateGroupPage> {
    if (cursor !== undefined && typeof cursor !== 'string')
      throw Problem.invalid('query.invalid', [{ path: 'cursor', code: 'query.repeated' }]);
    return this.found.page(typeOf(type, 'query.invalid'), cursor || undefined, readLimit(limit, 50));
  }

  @Post('dismiss')
  @HttpCode(204)
  @Policy('signedIn')
  @ApiOperation({
    summary: 'Say that records are not duplicates',
    description: 'Remembered for each pair of them: neither this nor a later search shows them as one.',
  })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['type', 'ids'],
      additionalProperties: false,
      properties: {
        type: { type: 'string', example: 'account' },
        ids: { type: 'array', minItems: 2, maxItems: 10, items: id },
      },
    },
  })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 403, 404, 409, 413)
  async dismiss(@Body() body: unknown): Promise<void> {
    const faults: Fault[] = [];
    const given = bodyOf(body, ['type', 'ids'], faults);
    const ids = readIds(given.ids, faults);
    if (faults.length > 0) throw Problem.invalid('body.invalid', faults);
    await this.found.dismiss(typeOf(given.type, 'body.invalid'), ids);
  }
}

function bodyOf(body: unknown, members: readonly string[], faults: Fault[]): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw Problem.invalid('body.invalid', [{ path: '', code: 'body.notAnObject' }]);
  faults.push(...unknownMembers(body, members));
  if (faults.length > 0) throw Problem.invalid('body.invalid', faults);
  return body as Record<string, unknown>;
}

/** @throws Problem 400 for what is no type whose records can be one */
function typeOf(name: unknown, code: string): RecordType {
  const type = typeof name === 'string' ? recordTypes.find(name) : undefined;
  if (!type || !isMergeable(type)) throw Problem.invalid(code, [{ path: 'type', code: 'duplicateRule.type' }]);
  return type;
}
