import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiCookieAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Policy } from '../../access/policy.js';
import { ApiProblems } from '../../http/api-problems.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { readRefreshCookie } from './refresh-cookie.js';
import { RefreshAnswer, SignInAnswer, SignInBody } from './sign-in.dto.js';
import { SignInService } from './sign-in.service.js';
import { deviceOf, SignInReply } from './sign-in-reply.js';

/** Signing in and out, and staying signed in. */
@ApiTags('Sign-in')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly signIns: SignInService,
    private readonly sessions: SessionsService,
    private readonly replies: SignInReply,
  ) {}

  @Post('login')
  @HttpCode(200)
  @Policy('public')
  @ApiOperation({
    summary: 'Sign in',
    description:
      'Answers an access token for 15 minutes and sets the refresh token as an HttpOnly cookie. Unknown names and wrong passwords look the same. After five failures for an account from one address: 429 with `Retry-After`. When a step is left (`auth.otpRequired`, `auth.passwordRenewalRequired`, `auth.twoStepRequired`) the 401 carries `step`, `ticket` and `expiresIn`, for the one route of that step.',
  })
  @ApiOkResponse({ type: SignInAnswer })
  @ApiProblems(400, 401, 429)
  async login(
    @Body() body: SignInBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    return this.replies.answer(
      reply,
      await this.signIns.signIn(body.username, body.password, deviceOf(request), body.otp),
    );
  }

  @Post('refresh')
  @HttpCode(200)
  @Policy('public')
  @ApiCookieAuth()
  @ApiOperation({
    summary: 'Refresh the access token',
    description:
      'Exchanges the refresh cookie for a new one and an access token. Using a cookie again later than ten seconds after its exchange ends the session.',
  })
  @ApiOkResponse({ type: RefreshAnswer })
  @ApiProblems(401)
  async refresh(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RefreshAnswer> {
    try {
      return this.replies.tokens(reply, await this.sessions.refresh(readRefreshCookie(request), deviceOf(request)));
    } catch (error) {
      if ((error as { status?: number }).status === 401) this.replies.forget(reply);
      throw error;
    }
  }

  @Post('logout')
  @HttpCode(204)
  @Policy('public')
  @ApiCookieAuth()
  @ApiOperation({
    summary: 'Sign out',
    description:
      'Ends the session of the refresh cookie, or without one that of the access token; both are refused from then on.',
  })
  @ApiNoContentResponse()
  async logout(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.close(
      readRefreshCookie(request),
      /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1],
      deviceOf(request),
    );
    this.replies.forget(reply);
  }
}
