import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { ConfirmedLate, Policy } from '../../platform/access/policy.js';
import { OpenToViewers } from '../../platform/access/viewing.js';
import { ApiProblems } from '../../platform/http/api-problems.js';
import { GlobalSearch, type SearchAnswer } from './global-search.js';

const HIT = {
  type: 'object',
  properties: {
    type: { type: 'string', example: 'account' },
    id: { type: 'string', format: 'uuid' },
    title: { type: 'string' },
    subtitle: { type: 'string' },
  },
} as const;

@ApiTags('Search')
@Controller('search')
export class SearchController {
  constructor(private readonly everywhere: GlobalSearch) {}

  @Get()
  @Policy('signedIn')
  @ConfirmedLate()
  @OpenToViewers()
  @ApiOperation({
    summary: 'Search everywhere',
    description:
      'Up to 5 hits per record type: exact codes and telephone numbers first, then what begins so, then what contains it. A query typed on the other keyboard layout is tried again.',
  })
  @ApiQuery({ name: 'q', example: 'پارس خودرو' })
  @ApiQuery({
    name: 'types',
    required: false,
    description: 'Comma-separated record types.',
    example: 'account,contact',
  })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 5, default: 5 } })
  @ApiOkResponse({
    schema: {
      type: 'object',
      properties: {
        data: {
          type: 'array',
          items: { type: 'object', properties: { type: { type: 'string' }, hits: { type: 'array', items: HIT } } },
        },
        searchedFor: { type: 'string' },
        skipped: { type: 'array', items: { type: 'string' } },
      },
    },
  })
  @ApiProblems(400, 401)
  search(@Query() query: Record<string, unknown>): Promise<SearchAnswer> {
    return this.everywhere.search(query);
  }
}
