import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Policy } from '../../platform/access/policy.js';
import { OpenToViewers } from '../../platform/access/viewing.js';
import { ApiProblems } from '../../platform/http/api-problems.js';
import { type Follower, Followers } from './followers.js';

const ANSWER = {
  schema: {
    type: 'object',
    properties: {
      data: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            id: { type: 'string', format: 'uuid' },
            fullName: { type: 'string' },
            since: { type: 'string', format: 'date-time' },
          },
        },
      },
    },
  },
} as const;

@ApiTags('Followers')
@ApiParam({ name: 'resource', description: 'Plural resource of the record.', example: 'accounts' })
@ApiParam({ name: 'id', format: 'uuid' })
@Controller(':resource/:id/follow')
export class FollowersController {
  constructor(private readonly followers: Followers) {}

  @Get()
  @Policy('signedIn')
  @OpenToViewers()
  @ApiOperation({ summary: 'List followers', description: 'Who follows the record.' })
  @ApiOkResponse(ANSWER)
  @ApiProblems(401, 403, 404)
  async list(@Param('resource') resource: string, @Param('id') id: string): Promise<{ data: Follower[] }> {
    return { data: await this.followers.list(resource, id) };
  }

  @Post()
  @HttpCode(200)
  @Policy('signedIn')
  @ApiOperation({
    summary: 'Follow a record',
    description: 'You hear of what happens with it. Answers all its followers.',
  })
  @ApiOkResponse(ANSWER)
  @ApiProblems(401, 403, 404)
  async follow(@Param('resource') resource: string, @Param('id') id: string): Promise<{ data: Follower[] }> {
    return { data: await this.followers.follow(resource, id) };
  }

  @Delete()
  @Policy('signedIn')
  @ApiOperation({ summary: 'Unfollow a record', description: 'Answers those who still follow it.' })
  @ApiOkResponse(ANSWER)
  @ApiProblems(401, 403, 404)
  async unfollow(@Param('resource') resource: string, @Param('id') id: string): Promise<{ data: Follower[] }> {
    return { data: await this.followers.unfollow(resource, id) };
  }
}
