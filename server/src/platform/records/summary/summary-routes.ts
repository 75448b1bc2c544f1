import { Controller, Get, Inject, Query, type Type } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Policy } from '../../access/policy.js';
import { ApiProblems } from '../../http/api-problems.js';
import { schemaName } from '../record-schemas.js';
import type { RecordType } from '../record-type.js';
import { type ListSummary, RecordSummary, SUMMARY_CAP } from './record-summary.js';
import type { RawSummaryQuery } from './summary-query.js';
import { summarySchema } from './summary-schemas.js';

/** `GET /<resource>/summary` of one record type. */
export function summaryController(type: RecordType): Type {
  const many = type.labels.many.en.toLowerCase();

  @ApiTags(type.labels.many.en)
  @Controller(type.resource)
  class SummaryController {
    constructor(@Inject(RecordSummary) private readonly summaries: RecordSummary) {}

    @Get('summary')
    @Policy({ record: type.name, action: 'view' })
    @ApiOperation({
      summary: `Add up ${many}`,
      description: `Count, sum, mean, smallest and largest of a whole list of ${many}, and of its groups. Only what you may see counts; a field that is hidden or masked for you can be neither added up nor grouped by. Up to ${SUMMARY_CAP.toLocaleString('en')} rows are added up.`,
    })
    @ApiQuery({ name: 'q', required: false, description: 'As in the list.' })
    @ApiQuery({ name: 'filter', required: false, description: 'As in the list.' })
    @ApiQuery({ name: 'deleted', required: false, enum: ['true', 'false'], description: 'As in the list.' })
    @ApiQuery({ name: 'fields', required: false, description: 'Comma-separated numbers and amounts to add up.' })
    @ApiQuery({
      name: 'groupBy',
      required: false,
      description:
        'Choice, link, yes or no, text or date. A date takes a span: `createdAt.day`, `week`, `month` (when none is named), `season` or `year`, all of the Jalali calendar.',
      example: 'createdAt.season',
    })
    @ApiOkResponse({ schema: summarySchema })
    @ApiProblems(400, 401, 403)
    summary(@Query() query: RawSummaryQuery): Promise<ListSummary> {
      return this.summaries.read(type, query);
    }
  }

  // The name of the class is part of the operation's id in the API document.
  Object.defineProperty(SummaryController, 'name', { value: `${schemaName(type)}SummaryController` });
  return SummaryController;
}
