import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Policy } from '../../platform/access/policy.js';
import { ApiProblems } from '../../platform/http/api-problems.js';
import { readPage } from '../../platform/http/page-query.js';
import { type FeedPage, FollowFeed } from './follow-feed.js';

const item = {
  type: 'object',
  required: ['kind', 'id', 'at', 'actorId', 'actorName', 'record', 'data'],
  properties: {
    kind: { type: 'string', enum: ['change', 'note'] },
    id: { type: 'string', example: '48213' },
    at: { type: 'string', format: 'date-time' },
    actorId: { type: ['string', 'null'], format: 'uuid' },
    actorName: { type: ['string', 'null'], example: 'سارا مرادی' },
    record: {
      type: 'object',
      required: ['type', 'id', 'title'],
      properties: {
        type: { type: 'string', example: 'account' },
        id: { type: 'string', format: 'uuid' },
        title: { type: 'string', example: 'بازرگانی آرمان' },
      },
    },
    data: {
      type: 'object',
      additionalProperties: true,
      description:
        'Of a change: `action`, `before` and `after` with the fields that you may read. Of a note: the note.',
      example: { action: 'update', before: { city: 'تهران' }, after: { city: 'کرج' } },
    },
  },
};

/** What becomes of what one follows. */
@ApiTags('Followers')
@Controller('me/feed')
export class FeedController {
  constructor(private readonly feed: FollowFeed) {}

  @Get()
  @Policy('signedIn')
  @ApiOperation({
    summary: 'Read what happens with followed records',
    description:
      'Changes and notes of the records that you follow, the latest first: only what you may see now. Changes need the right to `history`.',
  })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 100, default: 50 } })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({
    schema: {
      type: 'object',
      required: ['data', 'nextCursor'],
      properties: { data: { type: 'array', items: item }, nextCursor: { type: ['string', 'null'] } },
    },
  })
  @ApiProblems(400, 401)
  page(@Query('limit') limit?: unknown, @Query('cursor') cursor?: unknown): Promise<FeedPage> {
    const page = readPage(limit, cursor, 100);
    return this.feed.page(page.limit, page.cursor);
  }
}
