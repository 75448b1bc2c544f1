import { applyDecorators } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery } from '@nestjs/swagger';
import { ApiProblems } from '../../platform/http/api-problems.js';

const ITEM = {
  type: 'object',
  required: ['kind', 'id', 'at', 'actorId', 'data'],
  properties: {
    kind: { type: 'string', example: 'activity' },
    id: { type: 'string', format: 'uuid' },
    at: { type: 'string', format: 'date-time' },
    actorId: { type: ['string', 'null'], format: 'uuid' },
    data: { type: 'object', additionalProperties: true, example: { subject: 'پیگیری پیش‌فاکتور', type: 'call' } },
  },
} as const;

/** Documents the timeline route of a record type. */
export function ApiTimeline(one: string): MethodDecorator {
  return applyDecorators(
    ApiOperation({
      summary: `Get the timeline of a ${one}`,
      description: 'Activities that are done, notes, files and changes in one list, the latest first; keyset pages.',
    }),
    ApiParam({ name: 'id', format: 'uuid' }),
    ApiQuery({
      name: 'kinds',
      required: false,
      description: 'Comma-separated kinds; all when absent.',
      example: 'activity,note',
    }),
    ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 100, default: 30 } }),
    ApiQuery({ name: 'cursor', required: false, description: '`nextCursor` of the page before.' }),
    ApiOkResponse({
      schema: {
        type: 'object',
        required: ['data', 'nextCursor'],
        properties: {
          data: { type: 'array', items: ITEM as object },
          nextCursor: { type: ['string', 'null'] as never },
        },
      },
    }),
    ApiProblems(400, 401, 403, 404),
  );
}
