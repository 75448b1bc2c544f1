import { Controller, Get, Param, Query } from '@nestjs/common';
import { companyType, type RecordType } from '../../platform/records/record-type.js';
import { COMPANY_RECORDS, Resource } from '../../platform/records/route-subject.js';
import { ApiTimeline } from './timeline-schema.js';
import { type RawTimelineQuery, Timeline, type TimelinePage } from './timeline.js';

/** Fields whose change is told; more would bury the rest. */
const MOST_TOLD = 60;

/** `GET /<resource>/:id/timeline` of every type that the company has added. */
@COMPANY_RECORDS.document()
@Controller(COMPANY_RECORDS.path)
export class CompanyTimelinesController {
  constructor(private readonly timeline: Timeline) {}

  @Get(':id/timeline')
  @COMPANY_RECORDS.policy('view')
  @ApiTimeline('record')
  page(
    @Param('id') id: string,
    @Query() query: RawTimelineQuery,
    @Resource() resource?: string,
  ): Promise<TimelinePage> {
    const type = companyType(resource);
    return this.timeline.page({ type: type.name, id, told: toldOf(type) }, query);
  }
}

/** What names the record, whose it is, and the company's own fields. */
function toldOf({ fields, title }: RecordType): string[] {
  const own = [...fields.values()].filter((field) => field.custom && field.type !== 'longText');
  return [title, 'ownerId', 'orgUnitId', ...own.map(({ name }) => name)].slice(0, MOST_TOLD);
}
