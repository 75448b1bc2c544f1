import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import {
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { currentPrincipal } from '../../access/current-principal.js';
import { Policy } from '../../access/policy.js';
import { ApiProblems } from '../../http/api-problems.js';
import { OneTimeAnswer } from '../../http/one-time-answer.js';
import { RecoveryCodesView, TwoStepSecretView } from '../sign-in/sign-in.dto.js';
import { deviceOf } from '../sign-in/sign-in-reply.js';
import { OwnTwoStepService } from './own-two-step.service.js';

class TwoStepStateView {
  @ApiProperty()
  on!: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  since!: string | null;

  @ApiProperty({ example: 10 })
  recoveryCodesLeft!: number;

  @ApiProperty({ description: 'Whether one of your roles demands it.' })
  required!: boolean;
}

/** The password, once more. Left out by whoever has none here: they must have signed in lately. */
export class OwnPasswordBody {
  @ApiPropertyOptional({ maxLength: 1000 })
  @IsOptional()
  @IsString({ message: 'auth.passwordMissing' })
  @MaxLength(1000, { message: 'auth.passwordMissing' })
  currentPassword?: string;
}

/** A code of the second step. */
export class OwnCodeBody {
  @ApiProperty({ example: '123456', maxLength: 40 })
  @IsString({ message: 'auth.otpInvalid' })
  @MaxLength(40, { message: 'auth.otpInvalid' })
  otp!: string;
}

/** The password and a code. */
export class OwnPasswordAndCodeBody extends OwnPasswordBody {
  @ApiProperty({ example: '123456', maxLength: 40 })
  @IsString({ message: 'auth.otpInvalid' })
  @MaxLength(40, { message: 'auth.otpInvalid' })
  otp!: string;
}

/** One's own second step. */
@ApiTags('Sign-in')
@Controller('auth/two-step')
export class OwnTwoStepController {
  constructor(private readonly own: OwnTwoStepService) {}

  @Get()
  @Policy('signedIn')
  @ApiOperation({
    summary: 'Get your second step',
    description: 'Whether a second step is in force, since when, and how many recovery codes are left.',
  })
  @ApiOkResponse({ type: TwoStepStateView })
  @ApiProblems(401)
  state(): Promise<TwoStepStateView> {
    return this.own.state(currentPrincipal());
  }

  @Post('begin')
  @HttpCode(200)
  @OneTimeAnswer()
  @Policy('signedIn')
  @ApiOperation({
    summary: 'Begin your second step',
    description: 'A secret for a code generator. It counts for nothing until its first code was shown.',
  })
  @ApiOkResponse({ type: TwoStepSecretView })
  @ApiProblems(400, 401, 403, 409, 422, 429)
  begin(@Body() body: OwnPasswordBody, @Req() request: FastifyRequest): Promise<TwoStepSecretView> {
    return this.own.begin(currentPrincipal(), body.currentPassword, deviceOf(request));
  }

  @Post('confirm')
  @HttpCode(200)
  @OneTimeAnswer()
  @Policy('signedIn')
  @ApiOperation({
    summary: 'Put your second step in force',
    description: 'With the first code of the generator. Answers ten recovery codes, this once.',
  })
  @ApiOkResponse({ type: RecoveryCodesView })
  @ApiProblems(400, 401, 403, 422, 429)
  async confirm(@Body() { otp }: OwnCodeBody, @Req() request: FastifyRequest): Promise<RecoveryCodesView> {
    return { recoveryCodes: await this.own.confirm(currentPrincipal(), otp, deviceOf(request)) };
  }

  @Post('recovery-codes')
  @HttpCode(200)
  @OneTimeAnswer()
  @Policy('signedIn')
  @ApiOperation({
    summary: 'Make new recovery codes',
    description: 'Answers ten codes, this once; the former ones open nothing any more.',
  })
  @ApiOkResponse({ type: RecoveryCodesView })
  @ApiProblems(400, 401, 403, 409, 422, 429)
  async codes(@Body() body: OwnPasswordBody, @Req() request: FastifyRequest): Promise<RecoveryCodesView> {
    const codes = await this.own.renewCodes(currentPrincipal(), body.currentPassword, deviceOf(request));
    return { recoveryCodes: codes };
  }

  @Post('removal')
  @HttpCode(204)
  @Policy('signedIn')
  @ApiOperation({
    summary: 'Take your second step away',
    description: 'With the password and a code. Refused while one of your roles demands it.',
  })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 403, 409, 422, 429)
  remove(@Body() body: OwnPasswordAndCodeBody, @Req() request: FastifyRequest): Promise<void> {
    return this.own.remove(currentPrincipal(), body.currentPassword, body.otp, deviceOf(request));
  }
}
