import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Policy } from '../../../platform/access/policy.js';
import { ApiProblems } from '../../../platform/http/api-problems.js';
import { DEFAULT_SCORING, type ScoringRules } from './lead-score.js';
import { LeadScoring } from './lead-scoring.js';

const RULES = { type: 'object', additionalProperties: true, example: { ...DEFAULT_SCORING } };

/** The points behind the score of leads. */
@ApiTags('Leads')
@Controller('lead-scoring')
export class LeadScoringController {
  constructor(private readonly scoring: LeadScoring) {}

  @Get()
  @Policy({ record: 'lead', action: 'view' })
  @ApiOperation({ summary: 'Rules of lead scoring', description: 'Points of each fact about a lead.' })
  @ApiOkResponse({ schema: RULES })
  @ApiProblems(401, 403)
  rules(): Promise<ScoringRules> {
    return this.scoring.rules();
  }

  @Patch()
  @Policy({ setting: 'setting' })
  @ApiOperation({
    summary: 'Change the rules of lead scoring',
    description: 'Only the named points change; open leads are scored anew.',
  })
  @ApiBody({ schema: RULES })
  @ApiOkResponse({ schema: RULES })
  @ApiProblems(400, 401, 403)
  change(@Body() body: Record<string, unknown>): Promise<ScoringRules> {
    return this.scoring.change(body);
  }
}
