import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Policy } from '../access/policy.js';
import { OpenToViewers } from '../access/viewing.js';
import { ApiProblems } from '../http/api-problems.js';
import { routeType } from '../records/record-type.js';
import { ShareBody, ShareList } from './shares.dto.js';
import { holderOf, Shares } from './shares.service.js';

@ApiTags('Access')
@ApiParam({ name: 'resource', description: 'Resource of a record type that can be shared.', example: 'accounts' })
@ApiParam({ name: 'id', format: 'uuid' })
@Controller(':resource/:id/shares')
export class SharesController {
  constructor(private readonly shares: Shares) {}

  @Get()
  @Policy('signedIn')
  @OpenToViewers()
  @ApiOperation({
    summary: 'List shares of a record',
    description:
      'People and teams to whom the record is open beyond its owner and branch. Ended shares are in its history.',
  })
  @ApiOkResponse({ type: ShareList })
  @ApiProblems(401, 403, 404)
  list(@Param('resource') resource: string, @Param('id') id: string): Promise<ShareList> {
    return this.shares.list(routeType(resource), id);
  }

  @Post()
  @HttpCode(200)
  @Policy('signedIn')
  @ApiOperation({
    summary: 'Share a record',
    description:
      'Opens it to a person or a team, to view or to edit, until a day if you like. Needs the right to `share` it, and to edit it for a share to edit. The share opens this record only: actions and fields remain as the roles of the receiver say. They are told.',
  })
  @ApiOkResponse({ type: ShareList })
  @ApiProblems(400, 401, 403, 404, 422)
  share(@Param('resource') resource: string, @Param('id') id: string, @Body() body: ShareBody): Promise<ShareList> {
    return this.shares.share(routeType(resource), id, body);
  }

  @Delete()
  @Policy('signedIn')
  @ApiOperation({
    summary: 'End a share',
    description: 'By whoever may share the record, gave the share or has it. Acts on the next request.',
  })
  @ApiQuery({ name: 'userId', required: false, schema: { type: 'string', format: 'uuid' } })
  @ApiQuery({ name: 'teamId', required: false, schema: { type: 'string', format: 'uuid' } })
  @ApiOkResponse({ type: ShareList })
  @ApiProblems(400, 401, 403, 404)
  unshare(
    @Param('resource') resource: string,
    @Param('id') id: string,
    @Query('userId') userId?: string,
    @Query('teamId') teamId?: string,
  ): Promise<ShareList> {
    return this.shares.unshare(routeType(resource), id, holderOf({ userId, teamId }));
  }
}
