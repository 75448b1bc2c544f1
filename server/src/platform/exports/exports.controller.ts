import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Policy } from '../access/policy.js';
import { ApiProblems } from '../http/api-problems.js';
import { type ExportEntry, ExportsService } from './exports.service.js';

@ApiTags('Exports')
@Controller('exports')
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  @Get()
  @Policy('signedIn')
  @ApiOperation({
    summary: 'List exports',
    description:
      'Who took which records out, with what filter and how many rows: your own, or everybody’s when your role sees all exports. The latest first.',
  })
  @ApiQuery({ name: 'cursor', required: false, description: '`nextCursor` of the page before.' })
  @ApiOkResponse({
    schema: {
      type: 'object',
      required: ['data', 'nextCursor'],
      properties: {
        data: {
          type: 'array',
          items: {
            type: 'object',
            additionalProperties: true,
            example: {
              id: '0199c0de-0000-7000-8000-000000000008',
              userId: '0199c0de-0000-7000-8000-000000000003',
              recordType: 'account',
              format: 'csv',
              query: { sort: 'name' },
              columns: ['name', 'city'],
              rows: 412,
              startedAt: '2026-11-21T08:30:00.000Z',
              finishedAt: '2026-11-21T08:30:02.100Z',
            },
          },
        },
        nextCursor: { type: ['string', 'null'] as unknown as 'string' },
      },
    },
  })
  @ApiProblems(400, 401)
  list(@Query('cursor') cursor?: string): Promise<{ data: ExportEntry[]; nextCursor: string | null }> {
    return this.exports.log(cursor);
  }
}
