import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Policy } from '../../access/policy.js';
import { Problem } from '../../errors/problem.js';
import { ApiProblems } from '../../http/api-problems.js';
import { passwordMatches } from '../passwords/password-hash.js';
import { checkPassword } from '../passwords/password-policy.js';
import { setPassword } from '../passwords/user-secrets.js';
import { TwoStepService } from '../two-step/two-step.service.js';
import { CodeBody, EnrolmentAnswer, EnrolmentBody, NewPasswordBody, SignInAnswer } from './sign-in.dto.js';
import { noteSignIn } from './sign-in-log.js';
import { deviceOf, SignInReply } from './sign-in-reply.js';
import { type SignedIn, SignInSteps } from './sign-in-steps.js';

/** The steps of a sign-in after the password; each takes its own kind of ticket and no other. */
@ApiTags('Sign-in')
@Controller('auth')
export class StepsController {
  constructor(
    private readonly steps: SignInSteps,
    private readonly twoStep: TwoStepService,
    private readonly replies: SignInReply,
  ) {}

  @Post('two-step')
  @HttpCode(200)
  @Policy('public')
  @ApiOperation({
    summary: 'Take the second step',
    description: 'Ends a sign-in that answered `auth.otpRequired`. A ticket holds for five minutes and five tries.',
  })
  @ApiOkResponse({ type: SignInAnswer })
  @ApiProblems(400, 401, 429)
  async code(
    @Body() { ticket, otp }: CodeBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    const device = deviceOf(request);
    const signedIn = await this.steps.resume('code', ticket, device, async (uow, account, progress) => {
      const fault = await this.steps.takeCode(uow, account, device, otp);
      return fault ?? { ...progress, secondStep: true };
    });
    return this.replies.answer(reply, signedIn as SignedIn);
  }

  @Post('two-step/enrolment')
  @HttpCode(200)
  @Policy('public')
  @ApiOperation({
    summary: 'Set up the second step to sign in',
    description:
      'For a sign-in that answered `auth.twoStepRequired`. Without `otp` it answers the secret; with the first code it puts it in force, answers the recovery codes this once, and ends the sign-in.',
  })
  @ApiOkResponse({ type: EnrolmentAnswer })
  @ApiProblems(400, 401, 429)
  async enrol(
    @Body() { ticket, otp }: EnrolmentBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EnrolmentAnswer> {
    const device = deviceOf(request);
    let answer: EnrolmentAnswer = {};
    const signedIn = await this.steps.resume('enrolment', ticket, device, async (uow, account, progress) => {
      if (otp === undefined) {
        answer = await this.twoStep.begin(uow, account);
        return undefined;
      }
      const recoveryCodes = await this.twoStep.confirm(uow, account.id, otp);
      if (!recoveryCodes) return Problem.unauthenticated('auth.otpInvalid');
      answer = { recoveryCodes };
      await noteSignIn(uow, { event: 'twoStepOn', userId: account.id, username: account.username, device });
      return { ...progress, secondStep: true };
    });
    return signedIn ? { ...answer, ...this.replies.answer(reply, signedIn) } : answer;
  }

  @Post('password/renewal')
  @HttpCode(200)
  @Policy('public')
  @ApiOperation({
    summary: 'Choose a new password to sign in',
    description: 'For a sign-in that answered `auth.passwordRenewalRequired`. Ends all other sessions of the user.',
  })
  @ApiOkResponse({ type: SignInAnswer })
  @ApiProblems(400, 401, 422, 429)
  async renew(
    @Body() { ticket, newPassword }: NewPasswordBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    const device = deviceOf(request);
    const signedIn = await this.steps.resume('renewal', ticket, device, async (uow, account, progress) => {
      const fault = await checkPassword(uow, newPassword, account);
      const same = account.hash !== null && (await passwordMatches(account.hash, newPassword));
      const code = same ? { code: 'password.same' } : fault;
      if (code) throw Problem.rule('record.rule', [{ path: 'newPassword', ...code }]);
      await setPassword(uow, account.id, newPassword);
      await noteSignIn(uow, { event: 'passwordChanged', userId: account.id, username: account.username, device });
      return progress;
    });
    return this.replies.answer(reply, signedIn as SignedIn);
  }
}
