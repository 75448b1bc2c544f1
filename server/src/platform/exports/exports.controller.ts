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
        data: { type: 'array', items: { type: 'object', additionalProperties: true } },
        nextCursor: { type: ['string', 'null'] as unknown as 'string' },
      },
    },
  })
  @ApiProblems(400, 401)
  list(@Query('cursor') cursor?: string): Promise<{ data: ExportEntry[]; nextCursor: string | null }> {
    return this.exports.log(cursor);
  }
}
