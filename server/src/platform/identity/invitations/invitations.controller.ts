import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Policy } from '../../access/policy.js';
import { ApiProblems } from '../../http/api-problems.js';
import { NewPasswordBody, TicketBody } from '../sign-in/sign-in.dto.js';
import { deviceOf } from '../sign-in/sign-in-reply.js';
import { InvitationsService, type InvitationView } from './invitations.service.js';

class InvitationLook implements InvitationView {
  @ApiProperty({ example: 'sara.moradi' })
  username!: string;

  @ApiProperty({ example: 'سارا مرادی' })
  fullName!: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt!: string;

  @ApiProperty({ example: 10, description: 'Fewest characters of a password.' })
  minLength!: number;
}

/** Links by which somebody chooses a password. The token travels in the body, so that no log of addresses has it. */
@ApiTags('Sign-in')
@Controller('auth/invitation')
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  @Post('look')
  @HttpCode(200)
  @Policy('public')
  @ApiOperation({
    summary: 'Look at an invitation',
    description: 'For whom a link is, and what a password must be like. Uses nothing up.',
  })
  @ApiOkResponse({ type: InvitationLook })
  @ApiProblems(400, 401, 429)
  look(@Body() { ticket }: TicketBody): Promise<InvitationView> {
    return this.invitations.look(ticket);
  }

  @Post()
  @HttpCode(204)
  @Policy('public')
  @ApiOperation({
    summary: 'Choose a password by an invitation',
    description: 'Uses the link up, and ends all sessions of the user. Sign in afterwards.',
  })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 422, 429)
  accept(@Body() { ticket, newPassword }: NewPasswordBody, @Req() request: FastifyRequest): Promise<void> {
    return this.invitations.accept(ticket, newPassword, deviceOf(request));
  }
}
