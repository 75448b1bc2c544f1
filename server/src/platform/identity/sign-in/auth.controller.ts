import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiCookieAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Policy } from '../../access/policy.js';
import type { Config } from '../../config/config.js';
import { CONFIG } from '../../config/config.token.js';
import { ApiProblems } from '../../http/api-problems.js';
import { ACCESS_TOKEN_SECONDS, SessionsService } from '../sessions/sessions.service.js';
import { clearRefreshCookie, readRefreshCookie, setRefreshCookie } from './refresh-cookie.js';
import { RefreshAnswer, SignInAnswer, SignInBody } from './sign-in.dto.js';
import { SignInService } from './sign-in.service.js';

/** Signing in and out, and staying signed in. */
@ApiTags('Sign-in')
@Controller('auth')
export class AuthController {
  private readonly secure: boolean;

  constructor(
    private readonly signIns: SignInService,
    private readonly sessions: SessionsService,
    @Inject(CONFIG) config: Config,
  ) {
    this.secure = config.publicUrl?.startsWith('https:') ?? false;
  }

  @Post('login')
  @HttpCode(200)
  @Policy('public')
  @ApiOperation({
    summary: 'Sign in',
    description:
      'Answers an access token for 15 minutes and sets the refresh token as an HttpOnly cookie. Unknown names and wrong passwords look the same. After five failures for an account from one address: 429 with `Retry-After`.',
  })
  @ApiOkResponse({ type: SignInAnswer })
  @ApiProblems(400, 401, 429)
  async login(
    @Body() body: SignInBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    const device = { ip: request.ip, userAgent: request.headers['user-agent'] };
    const { accessToken, refreshToken, user } = await this.signIns.signIn(body.username, body.password, device);
    setRefreshCookie(reply, refreshToken, this.secure);
    return { accessToken, expiresIn: ACCESS_TOKEN_SECONDS, user };
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
      const { accessToken, refreshToken } = await this.sessions.refresh(readRefreshCookie(request));
      setRefreshCookie(reply, refreshToken, this.secure);
      return { accessToken, expiresIn: ACCESS_TOKEN_SECONDS };
    } catch (error) {
      if ((error as { status?: number }).status === 401) clearRefreshCookie(reply, this.secure);
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
    );
    clearRefreshCookie(reply, this.secure);
  }
}
