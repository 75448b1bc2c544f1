import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { Policy } from '../../platform/access/policy.js';
import { ApiProblems } from '../../platform/http/api-problems.js';
import { Presence, type PresenceState, type PresentPerson } from './presence.js';

const STATES = ['viewing', 'editing', 'left'] as const;

/** Where one is: looking at the record, changing fields of it, or gone. */
export class PresenceRequest {
  @ApiProperty({ enum: STATES, example: 'editing' })
  @IsIn(STATES)
  state!: PresenceState;

  @ApiPropertyOptional({
    type: [String],
    description: 'Fields that one is changing.',
    example: ['phone'],
    maxItems: 50,
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  fields?: string[];
}

const ANSWER = {
  schema: {
    type: 'object',
    required: ['data'],
    properties: {
      data: {
        type: 'array',
        items: {
          type: 'object',
          required: ['id', 'fullName', 'state', 'fields'],
          properties: {
            id: { type: 'string', format: 'uuid' },
            fullName: { type: 'string', example: 'سارا مرادی' },
            state: { type: 'string', enum: ['viewing', 'editing'] },
            fields: { type: 'array', items: { type: 'string', example: 'phone' } },
          },
        },
      },
    },
  },
};

/** Who has a record open. */
@ApiTags('Presence')
@ApiParam({ name: 'resource', description: 'Resource of any record type.', example: 'accounts' })
@ApiParam({ name: 'id', format: 'uuid' })
@Controller(':resource/:id/presence')
export class PresenceController {
  constructor(private readonly presence: Presence) {}

  @Get()
  @Policy('signedIn')
  @ApiOperation({
    summary: 'See who else has a record open',
    description: 'Those who said within 40 seconds that they look at it or change it.',
  })
  @ApiOkResponse(ANSWER)
  @ApiProblems(401, 403, 404)
  async list(@Param('resource') resource: string, @Param('id') id: string): Promise<{ data: PresentPerson[] }> {
    return { data: await this.presence.list(resource, id) };
  }

  @Post()
  @HttpCode(200)
  @Policy('signedIn')
  @ApiOperation({
    summary: 'Say that you have a record open',
    description:
      'Say it again every 15 seconds; after 40 seconds of silence you count as gone. Others who have it open hear of a change at once. Answers who else is there.',
  })
  @ApiOkResponse(ANSWER)
  @ApiProblems(400, 401, 403, 404)
  async say(
    @Param('resource') resource: string,
    @Param('id') id: string,
    @Body() body: PresenceRequest,
  ): Promise<{ data: PresentPerson[] }> {
    return { data: await this.presence.say(resource, id, body.state, body.fields ?? []) };
  }
}
