import { applyDecorators, Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiQuery,
} from '@nestjs/swagger';
import { ApiTimeline } from '../../../core/file/timeline-schema.js';
import { type RawTimelineQuery, Timeline, type TimelinePage } from '../../../core/file/timeline.js';
import { ConfirmedLate, Policy } from '../../../platform/access/policy.js';
import type { Action } from '../../../platform/access/principal.js';
import { ApiProblems } from '../../../platform/http/api-problems.js';
import { IfMatch } from '../../../platform/http/if-match.js';
import { RecordRoutes } from '../../../platform/records/record-routes.js';
import { RecordStore } from '../../../platform/records/record-store.js';
import type { RecordView } from '../../../platform/records/record-view.js';
import { AssignBody, ConvertBody, DisqualifyBody } from './lead-actions.dto.js';
import { type Conversion, LeadConversion } from './lead-conversion.js';
import { type Duplicate, LeadDuplicates } from './lead-duplicates.js';
import { Lead } from './lead.entity.js';
import { LeadsService } from './leads.service.js';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const DUPLICATE = {
  type: 'object',
  required: ['type', 'id', 'title', 'because'],
  properties: {
    type: { type: 'string', enum: ['lead', 'contact', 'account'] },
    id: { type: 'string', format: 'uuid' },
    title: { type: 'string' },
    because: { type: 'array', items: { type: 'string', enum: ['mobile', 'phone', 'email', 'companyName'] } },
  },
};
const DUPLICATES = { type: 'array', items: DUPLICATE };

function LeadAction(
  verb: string,
  action: Action,
  summary: string,
  description: string,
  schema: object,
): MethodDecorator {
  return applyDecorators(
    Post(`:id/${verb}`),
    HttpCode(200),
    Policy({ record: 'lead', action }),
    ApiOperation({ summary, description }),
    ApiParam({ name: 'id', format: 'uuid' }),
    ApiHeader({ name: 'If-Match', required: false, description: 'The `ETag` that you read.' }),
    ApiOkResponse({ schema }),
    ApiProblems(400, 401, 403, 404, 409, 412, 422),
  );
}

/** Changes that the timeline tells besides activities, notes and files. */
const TOLD = ['fullName', 'companyName', 'status', 'ownerId', 'estimatedAmount'];

@Controller('leads')
export class LeadsController extends RecordRoutes(Lead) {
  constructor(
    store: RecordStore,
    private readonly leads: LeadsService,
    private readonly conversion: LeadConversion,
    private readonly duplicates: LeadDuplicates,
    private readonly timeline: Timeline,
  ) {
    super(store);
  }

  @Post()
  @Policy({ record: 'lead', action: 'create' })
  @ApiOperation({
    summary: 'Create one lead',
    description:
      'Without `ownerId` the rules of assignment choose the owner. The answer has `duplicates`: records that you see and that may be the same.',
  })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiBody({ schema: ref('LeadCreate') })
  @ApiCreatedResponse({ schema: { allOf: [ref('Lead'), { type: 'object', properties: { duplicates: DUPLICATES } }] } })
  @ApiProblems(400, 401, 403, 409, 413, 422)
  override create(@Body() body: unknown): Promise<RecordView> {
    return this.leads.create(body);
  }

  @Get('duplicates')
  @Policy({ record: 'lead', action: 'view' })
  @ApiOperation({
    summary: 'Who may be the same',
    description: 'Leads, contacts and accounts that you see and that share a number, address or company.',
  })
  @ApiQuery({ name: 'mobile', required: false })
  @ApiQuery({ name: 'phone', required: false })
  @ApiQuery({ name: 'email', required: false })
  @ApiQuery({ name: 'companyName', required: false })
  @ApiQuery({ name: 'except', required: false, description: 'Id of the lead itself.' })
  @ApiOkResponse({ schema: { type: 'object', required: ['data'], properties: { data: DUPLICATES } } })
  @ApiProblems(400, 401, 403)
  async findDuplicates(@Query() query: Record<string, unknown>): Promise<{ data: Duplicate[] }> {
    return { data: await this.duplicates.search(query) };
  }

  @LeadAction(
    'convert',
    'edit',
    'Convert a lead',
    'Makes account, contact and opportunity in one transaction; 409 `lead.converted` when that is done already.',
    {
      type: 'object',
      properties: {
        lead: ref('Lead'),
        account: ref('Account'),
        contact: ref('Contact'),
        opportunity: ref('Opportunity'),
      },
    },
  )
  convert(@Param('id') id: string, @Body() body: ConvertBody, @IfMatch() ifMatch?: number): Promise<Conversion> {
    return this.conversion.convert(id, body, ifMatch);
  }

  @LeadAction(
    'disqualify',
    'edit',
    'Disqualify a lead',
    'Closes it with a reason; editing its status opens it again.',
    ref('Lead'),
  )
  disqualify(@Param('id') id: string, @Body() body: DisqualifyBody, @IfMatch() ifMatch?: number): Promise<RecordView> {
    return this.leads.disqualify(id, body.reason, ifMatch);
  }

  @LeadAction(
    'assign',
    'assign',
    'Assign a lead',
    'To `ownerId`, or by the rules of assignment when it is absent.',
    ref('Lead'),
  )
  assign(@Param('id') id: string, @Body() body: AssignBody, @IfMatch() ifMatch?: number): Promise<RecordView> {
    return this.leads.assign(id, body.ownerId, ifMatch);
  }

  @Get(':id/timeline')
  @Policy({ record: 'lead', action: 'view' })
  @ConfirmedLate()
  @ApiTimeline('lead')
  getTimeline(@Param('id') id: string, @Query() query: RawTimelineQuery): Promise<TimelinePage> {
    return this.timeline.page({ type: 'lead', id, told: TOLD }, query);
  }
}
