import { applyDecorators, Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiQuery } from '@nestjs/swagger';
import { ApiTimeline } from '../../../core/file/timeline-schema.js';
import { type RawTimelineQuery, Timeline, type TimelinePage } from '../../../core/file/timeline.js';
import { ConfirmedLate, Policy } from '../../../platform/access/policy.js';
import { ApiProblems } from '../../../platform/http/api-problems.js';
import { IfMatch } from '../../../platform/http/if-match.js';
import { RecordRoutes } from '../../../platform/records/record-routes.js';
import { RecordStore } from '../../../platform/records/record-store.js';
import type { ListPage } from '../../../platform/records/record-reader.js';
import type { RecordView } from '../../../platform/records/record-view.js';
import { type AttentionKind, ATTENTION_KINDS, OpportunityAttention, type AttentionQuery } from './attention.js';
import { OpportunityBoard, type BoardQuery } from './board.js';
import { BOARD_SCHEMA } from './board-schema.js';
import type { Board } from './board-view.js';
import { OpportunitiesService } from './opportunities.service.js';
import { Opportunity } from './opportunity.entity.js';
import { LoseBody, MoveBody, WinBody } from './opportunity-actions.dto.js';
import { type StageMove, StageMoves } from './stage-moves.js';

function Action(verb: string, summary: string, description: string): MethodDecorator {
  return applyDecorators(
    Post(`:id/${verb}`),
    HttpCode(200),
    Policy({ record: 'opportunity', action: 'edit' }),
    ApiOperation({ summary, description }),
    ApiParam({ name: 'id', format: 'uuid' }),
    ApiHeader({ name: 'If-Match', required: false, description: 'The `ETag` that you read.' }),
    ApiOkResponse({ schema: { $ref: '#/components/schemas/Opportunity' } }),
    ApiProblems(400, 401, 403, 404, 409, 412, 422),
  );
}

/** Changes that the timeline tells besides activities, notes and files. */
const TOLD = ['name', 'accountId', 'stageId', 'status', 'amount', 'expectedCloseOn', 'ownerId'];

@Controller('opportunities')
export class OpportunitiesController extends RecordRoutes(Opportunity) {
  constructor(
    store: RecordStore,
    private readonly opportunities: OpportunitiesService,
    private readonly stageMoves: StageMoves,
    private readonly boards: OpportunityBoard,
    private readonly attention: OpportunityAttention,
    private readonly timeline: Timeline,
  ) {
    super(store);
  }

  @Get('board')
  @Policy({ record: 'opportunity', action: 'view' })
  @ConfirmedLate()
  @ApiOperation({
    summary: 'Board of a pipeline',
    description:
      'Open opportunities by stage: exact count, sum and weighted sum of everything that you see and filter for, and the first cards of each column in board order.',
  })
  @ApiQuery({ name: 'pipelineId', required: false, description: 'The first active pipeline when absent.' })
  @ApiQuery({ name: 'q', required: false, description: 'Free text.' })
  @ApiQuery({ name: 'filter', required: false, description: 'JSON of the filter language.' })
  @ApiQuery({
    name: 'limit',
    required: false,
    description: 'Cards in each column.',
    schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
  })
  @ApiOkResponse({ schema: BOARD_SCHEMA })
  @ApiProblems(400, 401, 403, 404)
  board(@Query() query: BoardQuery): Promise<Board> {
    return this.boards.show(query);
  }

  @Get('attention')
  @Policy({ record: 'opportunity', action: 'view' })
  @ApiOperation({
    summary: 'Opportunities that are about to be forgotten',
    description:
      'Open ones without a next step, without an activity for 14 days, or longer in their stage than it allows. Pages as in every list.',
  })
  @ApiQuery({ name: 'kind', required: true, enum: ATTENTION_KINDS })
  @ApiQuery({ name: 'filter', required: false, description: 'JSON of the filter language.' })
  @ApiQuery({ name: 'sort', required: false })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ schema: { $ref: '#/components/schemas/OpportunityList' } })
  @ApiProblems(400, 401, 403)
  needingAttention(@Query() query: AttentionQuery): Promise<ListPage> {
    return this.attention.list(query);
  }

  @Get('attention/counts')
  @Policy({ record: 'opportunity', action: 'view' })
  @ApiOperation({
    summary: 'How many opportunities are about to be forgotten',
    description: 'By kind, up to 10,000 each.',
  })
  @ApiOkResponse({
    schema: {
      type: 'object',
      properties: Object.fromEntries(ATTENTION_KINDS.map((kind) => [kind, { type: 'integer' }])),
    },
  })
  @ApiProblems(401, 403)
  attentionCounts(): Promise<Record<AttentionKind, number>> {
    return this.attention.counts();
  }

  @Action('win', 'Win an opportunity', 'Closes it as won; 409 `opportunity.closed` when it is closed already.')
  win(@Param('id') id: string, @Body() body: WinBody, @IfMatch() ifMatch?: number): Promise<RecordView> {
    return this.opportunities.win(id, body, ifMatch);
  }

  @Action(
    'lose',
    'Lose an opportunity',
    'Closes it as lost, with the reason; 409 `opportunity.closed` when it is closed already.',
  )
  lose(@Param('id') id: string, @Body() body: LoseBody, @IfMatch() ifMatch?: number): Promise<RecordView> {
    return this.opportunities.lose(id, body, ifMatch);
  }

  @Action(
    'reopen',
    'Reopen an opportunity',
    'Opens a closed one again, in its last stage; 409 `opportunity.open` when it is open.',
  )
  reopen(@Param('id') id: string, @IfMatch() ifMatch?: number): Promise<RecordView> {
    return this.opportunities.reopen(id, ifMatch);
  }

  @Action(
    'move',
    'Move an opportunity',
    'Into another stage of its pipeline, or another place in its column; 422 names the fields that the stage requires.',
  )
  move(@Param('id') id: string, @Body() body: MoveBody, @IfMatch() ifMatch?: number): Promise<RecordView> {
    return this.opportunities.move(id, body, ifMatch);
  }

  @Get(':id/stage-moves')
  @Policy({ record: 'opportunity', action: 'view' })
  @ApiOperation({
    summary: "An opportunity's way through the stages",
    description: 'Made, moved, won, lost, reopened: oldest first.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({
    schema: {
      type: 'object',
      required: ['data'],
      properties: {
        data: {
          type: 'array',
          items: {
            type: 'object',
            example: {
              fromStageId: '0199c0de-0000-7000-8000-000000000007',
              toStageId: '0199c0de-0000-7000-8000-000000000009',
              fromStatus: 'open',
              toStatus: 'open',
              at: '2026-11-21T08:30:00.000Z',
              by: '0199c0de-0000-7000-8000-000000000003',
              amount: { amount: '17000000000', currency: 'IRR' },
            },
          },
        },
      },
    },
  })
  @ApiProblems(401, 403, 404)
  async moves(@Param('id') id: string): Promise<{ data: StageMove[] }> {
    return { data: await this.stageMoves.of(id) };
  }

  @Get(':id/timeline')
  @Policy({ record: 'opportunity', action: 'view' })
  @ConfirmedLate()
  @ApiTimeline('opportunity')
  getTimeline(@Param('id') id: string, @Query() query: RawTimelineQuery): Promise<TimelinePage> {
    return this.timeline.page({ type: 'opportunity', id, told: TOLD }, query);
  }
}
