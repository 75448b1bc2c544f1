import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery } from '@nestjs/swagger';
import { ConfirmedLate, Policy } from '../../platform/access/policy.js';
import { ApiProblems } from '../../platform/http/api-problems.js';
import { RecordRoutes } from '../../platform/records/record-routes.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { type DuplicateAnswer, Duplicates } from '../duplicates/duplicates.js';
import { DUPLICATE_ANSWER } from '../duplicates/duplicate-schema.js';
import { ContactFile } from '../file/customer-file.dto.js';
import { CustomerFile } from '../file/customer-file.js';
import { type RawTimelineQuery, Timeline, type TimelinePage } from '../file/timeline.js';
import { ApiTimeline } from '../file/timeline-schema.js';
import { Contact } from './contact.js';

@Controller('contacts')
export class ContactsController extends RecordRoutes(Contact) {
  constructor(
    store: RecordStore,
    private readonly file: CustomerFile,
    private readonly timeline: Timeline,
    private readonly duplicates: Duplicates,
  ) {
    super(store);
  }

  @Get('duplicates')
  @Policy({ record: 'contact', action: 'view' })
  @ApiOperation({
    summary: 'Look for duplicate contacts',
    description:
      'Those that you see and that may be the same: equal national ID, telephone or e-mail address, or a name that reads alike, by the rules of duplicates. The likeliest first, up to 10.',
  })
  @ApiQuery({ name: 'name', required: false })
  @ApiQuery({ name: 'phone', required: false })
  @ApiQuery({ name: 'nationalId', required: false })
  @ApiQuery({ name: 'email', required: false })
  @ApiQuery({ name: 'except', required: false, description: 'Id of the record that is being edited.' })
  @ApiOkResponse(DUPLICATE_ANSWER)
  @ApiProblems(400, 401, 403)
  findDuplicates(@Query() query: Record<string, unknown>): Promise<DuplicateAnswer> {
    return this.duplicates.find('contact', query);
  }

  @Get(':id/file')
  @Policy({ record: 'contact', action: 'view' })
  @ConfirmedLate()
  @ApiOperation({
    summary: 'Get the file of a contact',
    description: 'Facts, key figures, open work, people and what the modules know, in one answer.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: ContactFile })
  @ApiProblems(401, 403, 404)
  getFile(@Param('id') id: string): Promise<ContactFile> {
    return this.file.ofContact(id);
  }

  @Get(':id/timeline')
  @Policy({ record: 'contact', action: 'view' })
  @ConfirmedLate()
  @ApiTimeline('contact')
  getTimeline(@Param('id') id: string, @Query() query: RawTimelineQuery): Promise<TimelinePage> {
    return this.timeline.page({ type: 'contact', id }, query);
  }
}
