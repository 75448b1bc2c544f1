import { Body, Controller, Get, Patch, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Policy } from '../../../platform/access/policy.js';
import { ApiProblems } from '../../../platform/http/api-problems.js';
import { IfMatch } from '../../../platform/http/if-match.js';
import { DEFAULT_SCORING, type ScoringRules } from './lead-score.js';
import { LeadScoring, type VersionedRules } from './lead-scoring.js';

const RULES = { type: 'object', additionalProperties: true, example: { ...DEFAULT_SCORING } };

/** The points behind the score of leads. */
@ApiTags('Leads')
@Controller('lead-scoring')
export class LeadScoringController {
  constructor(private readonly scoring: LeadScoring) {}

  @Get()
  @Policy({ record: 'lead', action: 'view' })
  @ApiOperation({
    summary: 'Rules of lead scoring',
    description: 'Points of each fact about a lead; their version is the `ETag`.',
  })
  @ApiOkResponse({ schema: RULES })
  @ApiProblems(401, 403)
  async rules(@Res({ passthrough: true }) reply: FastifyReply): Promise<ScoringRules> {
    return answer(await this.scoring.rules(), reply);
  }

  @Patch()
  @Policy({ setting: 'setting' })
  @ApiOperation({
    summary: 'Change the rules of lead scoring',
    description: 'Only the named points change; open leads are scored anew.',
  })
  @ApiHeader({ name: 'If-Match', required: false, description: 'The `ETag` that you read.' })
  @ApiBody({ schema: RULES })
  @ApiOkResponse({ schema: RULES })
  @ApiProblems(400, 401, 403, 412)
  async change(
    @Body() body: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
    @IfMatch() ifMatch?: number,
  ): Promise<ScoringRules> {
    return answer(await this.scoring.change(body, ifMatch), reply);
  }
}

function answer({ rules, version }: VersionedRules, reply: FastifyReply): ScoringRules {
  void reply.header('etag', `"${version}"`);
  return rules;
}
