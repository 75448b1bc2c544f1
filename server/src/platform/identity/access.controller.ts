import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { currentPrincipal } from '../access/current-principal.js';
import { Policy } from '../access/policy.js';
import { type Action, ACTIONS } from '../access/principal.js';
import { Problem } from '../errors/problem.js';
import { ApiProblems } from '../http/api-problems.js';
import { OneTimeAnswer } from '../http/one-time-answer.js';
import { recordTypes } from '../records/record-type.js';
import { Explanation } from './explain/explain.dto.js';
import { ExplainService } from './explain/explain.service.js';
import { SimulateAnswer, SimulateBody } from './simulate/simulate.dto.js';
import { SimulateService } from './simulate/simulate.service.js';
import { ViewAsAnswer, ViewAsBody } from './view-as/view-as.dto.js';
import { ViewAsService } from './view-as/view-as.service.js';

/** Looking at rights: why somebody sees something, what they see, and what a change would do. */
@ApiTags('Access')
@Controller('access')
export class AccessController {
  constructor(
    private readonly explaining: ExplainService,
    private readonly viewing: ViewAsService,
    private readonly simulating: SimulateService,
  ) {}

  @Get('explain')
  @Policy('signedIn')
  @ApiOperation({
    summary: 'Explain an access',
    description:
      'Why somebody may, or may not, do something with a record or see a field: the role, its scope and how it reaches the record, a share, or what is missing and which role would give it. About oneself, or about a user whom you see with the subject `access`; only about records that you see yourself.',
  })
  @ApiQuery({
    name: 'userId',
    required: false,
    description: 'Oneself when absent.',
    schema: { type: 'string', format: 'uuid' },
  })
  @ApiQuery({ name: 'recordType', required: true, example: 'account' })
  @ApiQuery({ name: 'recordId', required: false, schema: { type: 'string', format: 'uuid' } })
  @ApiQuery({ name: 'action', required: false, enum: ACTIONS, description: '`view` when absent.' })
  @ApiQuery({ name: 'field', required: false, example: 'phone' })
  @ApiOkResponse({ type: Explanation })
  @ApiProblems(400, 401, 403, 404)
  explain(
    @Query('recordType') recordType?: unknown,
    @Query('userId') userId?: unknown,
    @Query('recordId') recordId?: unknown,
    @Query('action') action?: unknown,
    @Query('field') field?: unknown,
  ): Promise<Explanation> {
    const type = typeof recordType === 'string' ? recordTypes.find(recordType) : undefined;
    if (!type || type.internal) throw refused('recordType', 'role.unknownRecordType', { recordType });
    const asked = text(action, 'action') ?? 'view';
    if (!ACTIONS.includes(asked as Action)) throw refused('action', 'role.unknownAction', { action: asked });
    return this.explaining.explain({
      type,
      userId: (text(userId, 'userId') ?? currentPrincipal().userId).toLowerCase(),
      recordId: text(recordId, 'recordId'),
      action: asked as Action,
      field: text(field, 'field'),
    });
  }

  @Post('view-as')
  @HttpCode(200)
  @OneTimeAnswer()
  @Policy({ setting: 'viewAs' })
  @ApiOperation({
    summary: 'Look as another user',
    description:
      'Answers a token for 15 minutes with which the product looks as it does for that user. Every write, export and personal route is refused with it. Only for a user who sees nothing that you do not see; it is written into the history of that user.',
  })
  @ApiOkResponse({ type: ViewAsAnswer })
  @ApiProblems(400, 401, 403, 404, 422)
  viewAs(@Body() { userId }: ViewAsBody): Promise<ViewAsAnswer> {
    return this.viewing.start(userId);
  }

  @Post('simulate')
  @HttpCode(200)
  @Policy({ record: 'role', action: 'edit' })
  @ApiOperation({
    summary: 'Try a change of a role',
    description:
      'What the holders of a role would see in addition and no longer, with examples, before it is saved. Nothing is saved. Only people and records that you see are told of.',
  })
  @ApiOkResponse({ type: SimulateAnswer })
  @ApiProblems(400, 401, 403, 404, 422)
  simulate(@Body() body: SimulateBody): Promise<SimulateAnswer> {
    return this.simulating.simulate(body);
  }
}

function refused(path: string, code: string, params?: Record<string, unknown>): Problem {
  return Problem.invalid('query.invalid', [{ path, code, params }]);
}

function text(value: unknown, path: string): string | undefined {
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string' || value.length > 100) throw refused(path, 'query.repeated');
  return value;
}
