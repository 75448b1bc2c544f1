import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { currentPrincipal } from '../../access/current-principal.js';
import { Policy } from '../../access/policy.js';
import { ApiProblems } from '../../http/api-problems.js';
import { deviceOf } from '../sign-in/sign-in-reply.js';
import { PasswordBody } from '../sign-in/sign-in.dto.js';
import { OwnAccountService } from './own-account.service.js';
import { RevokedAnswer, SessionItem } from './sessions.dto.js';

class SessionList {
  @ApiProperty({ type: [SessionItem] })
  data!: SessionItem[];
}

/** One's own sessions and password. */
@ApiTags('Sign-in')
@Controller('auth')
export class SessionsController {
  constructor(private readonly account: OwnAccountService) {}

  @Get('sessions')
  @Policy('signedIn')
  @ApiOperation({ summary: 'List own sessions', description: 'Where you are signed in, latest use first.' })
  @ApiOkResponse({ type: SessionList })
  @ApiProblems(401)
  async list(): Promise<SessionList> {
    return { data: await this.account.sessions(currentPrincipal()) };
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @Policy('signedIn')
  @ApiOperation({ summary: 'End one of your sessions', description: 'Acts on the next request of that session.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiNoContentResponse()
  @ApiProblems(401, 404)
  revoke(@Param('id') id: string): Promise<void> {
    return this.account.revoke(currentPrincipal(), id);
  }

  @Post('sessions/revoke-others')
  @HttpCode(200)
  @Policy('signedIn')
  @ApiOperation({ summary: 'Sign out elsewhere', description: 'Ends all your sessions but this one.' })
  @ApiOkResponse({ type: RevokedAnswer })
  @ApiProblems(401)
  async revokeOthers(): Promise<RevokedAnswer> {
    return { revoked: await this.account.revokeOthers(currentPrincipal()) };
  }

  @Post('password')
  @HttpCode(204)
  @Policy('signedIn')
  @ApiOperation({
    summary: 'Change your password',
    description: 'Asks for the current one, and ends your other sessions.',
  })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 403, 422, 429)
  changePassword(@Body() body: PasswordBody, @Req() request: FastifyRequest): Promise<void> {
    return this.account.changePassword(currentPrincipal(), body.currentPassword, body.newPassword, deviceOf(request));
  }
}
