import { Controller, Get, Inject, Query, type Type } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery } from '@nestjs/swagger';
import { ApiProblems } from '../../http/api-problems.js';
import { Resource, type RouteSubject } from '../route-subject.js';
import { type ListSummary, RecordSummary, SUMMARY_CAP } from './record-summary.js';
import type { RawSummaryQuery } from './summary-query.js';
import { summarySchema } from './summary-schemas.js';

/** `GET /<resource>/summary` of the records of a subject. */
export function summaryController(subject: RouteSubject): Type {
  const { many } = subject;

  @subject.document()
  @Controller(subject.path)
  class SummaryController {
    constructor(@Inject(RecordSummary) private readonly summaries: RecordSummary) {}

    @Get('summary')
    @subject.policy('view')
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
    summary(@Query() query: RawSummaryQuery, @Resource() resource?: string): Promise<ListSummary> {
      return this.summaries.read(subject.typeAt(resource), query);
    }
  }

  // The name of the class is part of the operation's id in the API document.
  Object.defineProperty(SummaryController, 'name', { value: `${subject.schema}SummaryController` });
  return SummaryController;
}
