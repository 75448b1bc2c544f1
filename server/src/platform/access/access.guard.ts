import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { currentContext } from '../context/request-context.js';
import { Problem } from '../errors/problem.js';
import { Authenticator } from './authenticator.js';
import { JwtGuard } from './jwt.strategy.js';
import { POLICY, type RoutePolicy } from './policy.js';
import type { Action, Principal } from './principal.js';

const API_KEY_HEADER = /^Bearer\s+(pk_\S+)$/i;

/**
 * The one door of the API: who is it, and may they call this route. Whatever declares no policy is refused. HEAD comes
 * through here as its GET does. The rows that an action reaches are narrowed further down, by the record store and by
 * row-level security.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly jwt: JwtGuard,
  ) {}

  /** @throws Problem 401 `auth.required`, 403 `access.denied` or `access.noPolicy` */
  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const policy = this.reflector.getAllAndOverride<RoutePolicy | undefined>(POLICY, [
      execution.getHandler(),
      execution.getClass(),
    ]);
    if (policy === undefined) throw Problem.forbidden('access.noPolicy');
    if (policy === 'public') return true;
    const principal = await this.principalOf(execution);
    const context = currentContext();
    if (!context) throw new Error('a request without a context');
    context.principal = principal;
    if (principal.data.kind === 'apiKey') context.source = 'api';
    if (policy === 'signedIn') return true;
    if ('setting' in policy) principal.authorize(policy.setting, 'edit');
    else principal.authorize(policy.record, policy.action satisfies Action);
    return true;
  }

  private async principalOf(execution: ExecutionContext): Promise<Principal> {
    const request = execution.switchToHttp().getRequest<FastifyRequest & { user?: Principal }>();
    const key = API_KEY_HEADER.exec(request.headers.authorization ?? '')?.[1];
    if (key) {
      const principal = await this.authenticator.byApiKey(key);
      if (!principal) throw Problem.unauthenticated();
      return principal;
    }
    await this.jwt.canActivate(execution);
    if (!request.user) throw Problem.unauthenticated();
    return request.user;
  }
}
