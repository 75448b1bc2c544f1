import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import {
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Policy } from '../../access/policy.js';
import { ApiProblems } from '../../http/api-problems.js';
import { OneTimeAnswer } from '../../http/one-time-answer.js';
import { RevokedAnswer, SessionItem } from '../sessions/sessions.dto.js';
import { deviceOf } from '../sign-in/sign-in-reply.js';
import { type Invitation, UserAccessService, type UserAccessView } from './user-access.service.js';

class TwoStepView {
  @ApiProperty()
  on!: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  since!: string | null;

  @ApiProperty({ example: 10 })
  recoveryCodesLeft!: number;

  @ApiProperty({ description: 'Whether a role of the user demands it.' })
  required!: boolean;
}

class IdentityView {
  @ApiProperty({ enum: ['ldap', 'oidc'] })
  source!: string;

  @ApiProperty({ example: 'sara.moradi', description: 'The name in the directory or at the provider.' })
  name!: string;

  @ApiProperty({ format: 'date-time' })
  seenAt!: string;
}

class UserAccessAnswer implements UserAccessView {
  @ApiProperty()
  hasPassword!: boolean;

  @ApiProperty()
  mustChangePassword!: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  passwordChangedAt!: string | null;

  @ApiProperty({ type: TwoStepView })
  twoStep!: TwoStepView;

  @ApiProperty({ type: [IdentityView] })
  identities!: IdentityView[];

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastSignedInAt!: string | null;

  @ApiProperty({ type: [SessionItem] })
  sessions!: SessionItem[];
}

class InvitationAnswer implements Invitation {
  @ApiProperty({ example: 'kq0yS3bN9hYtqTn3aW4vUoKf1xGmZr7cD2eJpL5sBhA' })
  token!: string;

  @ApiProperty({ example: 'https://crm.arman.ir/invitation#kq0yS3bN9hYtqTn3aW4vUoKf1xGmZr7cD2eJpL5sBhA' })
  link!: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt!: Date;

  @ApiProperty({ type: String, nullable: true, example: 'sara.moradi@example.ir' })
  mailedTo!: string | null;
}

/** Which session to end. */
export class EndSessionsBody {
  @ApiPropertyOptional({ format: 'uuid', description: 'One session; all of them when absent.' })
  @IsOptional()
  @IsUUID('all', { message: 'field.notId' })
  sessionId?: string;
}

const EDITS = { record: 'user', action: 'edit' } as const;

/** How users get in: for whoever may edit them, and never beyond their own rights. */
@ApiTags('Users')
@Controller('users')
export class UserAccessController {
  constructor(private readonly access: UserAccessService) {}

  @Get(':id/access')
  @Policy(EDITS)
  @ApiOperation({
    summary: 'Get how a user gets in',
    description: 'Password, second step, directory and provider, the last sign-in, and the sessions that are open.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: UserAccessAnswer })
  @ApiProblems(401, 403, 404)
  get(@Param('id') id: string): Promise<UserAccessView> {
    return this.access.get(id);
  }

  @Post(':id/invite')
  @HttpCode(200)
  @OneTimeAnswer()
  @Policy(EDITS)
  @ApiOperation({
    summary: 'Invite a user',
    description:
      'A link by which the user chooses a password, once. Also the way to give a new password to somebody who forgot theirs. Sent by e-mail too where mail is set up; links made before open nothing any more.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: InvitationAnswer })
  @ApiProblems(401, 403, 404, 422)
  invite(@Param('id') id: string, @Req() request: FastifyRequest): Promise<Invitation> {
    return this.access.invite(id, deviceOf(request));
  }

  @Post(':id/force-password')
  @HttpCode(204)
  @Policy(EDITS)
  @ApiOperation({
    summary: 'Ask a user for a new password',
    description: 'The next sign-in with the present password goes on only with a new one. Sessions stay open.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiNoContentResponse()
  @ApiProblems(401, 403, 404, 409)
  force(@Param('id') id: string, @Req() request: FastifyRequest): Promise<void> {
    return this.access.forcePassword(id, deviceOf(request));
  }

  @Post(':id/end-sessions')
  @HttpCode(200)
  @Policy(EDITS)
  @ApiOperation({
    summary: 'End sessions of a user',
    description: 'One, or all. Acts on the next request; open streams close within five seconds.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: RevokedAnswer })
  @ApiProblems(400, 401, 403, 404)
  async end(
    @Param('id') id: string,
    @Body() body: EndSessionsBody,
    @Req() request: FastifyRequest,
  ): Promise<RevokedAnswer> {
    return { revoked: await this.access.endSessions(id, body.sessionId, deviceOf(request)) };
  }

  @Post(':id/reset-two-step')
  @HttpCode(204)
  @Policy(EDITS)
  @ApiOperation({
    summary: 'Take the second step of a user away',
    description: 'For somebody who lost their code generator. Ends their sessions.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiNoContentResponse()
  @ApiProblems(401, 403, 404, 409)
  reset(@Param('id') id: string, @Req() request: FastifyRequest): Promise<void> {
    return this.access.resetTwoStep(id, deviceOf(request));
  }
}
