import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Policy } from '../../access/policy.js';
import type { Config } from '../../config/config.js';
import { CONFIG } from '../../config/config.token.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { Problem } from '../../errors/problem.js';
import { ApiProblems } from '../../http/api-problems.js';
import { SettingAreaRoutes } from '../../settings/areas/setting-area-routes.js';
import { SettingAreas } from '../../settings/areas/setting-areas.service.js';
import { checkExternal } from '../external/external-settings.js';
import { deviceOf, SignInReply } from '../sign-in/sign-in-reply.js';
import { type Arrival, ProviderSignIn } from './provider-sign-in.js';
import { PROVIDER_SETTINGS, type ProviderSettings } from './provider-settings.js';

const COOKIE = 'peyvand_provider';
const PATH = '/api/v1/auth/provider';

@Controller('settings/provider')
export class ProviderSettingsController extends SettingAreaRoutes(PROVIDER_SETTINGS) {
  override check(uow: UnitOfWork, values: ProviderSettings): Promise<void> {
    return checkExternal(uow, values);
  }
}

class ProviderView {
  @ApiProperty({ example: 'ورود با حساب سازمانی' })
  label!: string;
}

class MethodsAnswer {
  @ApiProperty({ type: ProviderView, nullable: true })
  provider!: ProviderView | null;
}

/** Signing in at the company's provider. */
@ApiTags('Sign-in')
@Controller('auth')
export class ProviderController {
  constructor(
    private readonly signIns: ProviderSignIn,
    private readonly replies: SignInReply,
    private readonly areas: SettingAreas,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  @Get('methods')
  @Policy('public')
  @ApiOperation({ summary: 'List the ways to sign in', description: 'Beside a name and a password.' })
  @ApiOkResponse({ type: MethodsAnswer })
  async methods(): Promise<MethodsAnswer> {
    const { values } = await this.areas.current(PROVIDER_SETTINGS);
    return { provider: values.enabled ? { label: values.label } : null };
  }

  @Get('provider')
  @Policy('public')
  @ApiOperation({
    summary: 'Begin a sign-in at the provider',
    description: 'Leads the browser to the provider. Not for programs.',
  })
  @ApiQuery({ name: 'next', required: false, description: 'A path of this site, to go to afterwards.' })
  @ApiResponse({
    status: 204,
    description: 'Never: the answer is a 302 to the provider, or back to the sign-in screen.',
  })
  @ApiProblems(429)
  async leave(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query('next') next?: unknown,
  ): Promise<void> {
    try {
      const { url, browser } = await this.signIns.leave(this.back(request), pathOf(next));
      void reply.setCookie(COOKIE, browser, {
        httpOnly: true,
        // The way back begins at another site.
        sameSite: 'lax',
        path: PATH,
        secure: this.replies.secure,
        maxAge: 600,
      });
      void reply.redirect(url.href, 302);
    } catch (error) {
      this.sendBack(reply, error);
    }
  }

  @Get('provider/callback')
  @Policy('public')
  @ApiOperation({
    summary: 'End a sign-in at the provider',
    description: 'Where the provider leads the browser back to. Sets the refresh cookie and leads on.',
  })
  @ApiResponse({ status: 204, description: 'Never: the answer is a 302 into the product, or to the sign-in screen.' })
  @ApiProblems(429)
  async arrive(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    try {
      const address = new URL(this.back(request) + (/\?.*$/s.exec(request.url)?.[0] ?? ''));
      const arrival = await this.signIns.arrive(address, request.cookies[COOKIE], deviceOf(request));
      this.goOn(reply, arrival);
    } catch (error) {
      this.sendBack(reply, error);
    }
  }

  private goOn(reply: FastifyReply, { standing, next }: Arrival): void {
    void reply.clearCookie(COOKIE, { path: PATH });
    if ('fault' in standing) return this.sendBack(reply, standing.fault);
    if ('done' in standing) {
      this.replies.tokens(reply, standing.done);
      return void reply.redirect(next, 302);
    }
    // Behind the sign, so that no log of addresses has the ticket.
    const { step, ticket, expiresIn } = standing.next;
    void reply.redirect(`/login#${new URLSearchParams({ step, ticket, expiresIn: String(expiresIn), next })}`, 302);
  }

  /** People see the sign-in screen with a sentence; what nobody foresaw goes on to the filter. */
  private sendBack(reply: FastifyReply, error: unknown): void {
    if (!(error instanceof Problem)) throw error;
    void reply.redirect(`/login?${new URLSearchParams({ fault: error.code })}`, 302);
  }

  private back(request: FastifyRequest): string {
    return `${this.config.publicUrl ?? `${request.protocol}://${request.host}`}${PATH}/callback`;
  }
}

/** A path of this site and nothing else. */
function pathOf(next: unknown): string {
  const isPath = typeof next === 'string' && /^\/(?![/\\])[^\s\\]{0,2000}$/.test(next);
  return isPath ? next : '/';
}
