import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { PendingProof } from '../context/pending-proof.js';
import { currentContext, type RequestContext } from '../context/request-context.js';
import { SampledEvents } from '../audit/sampled-events.js';
import { Problem } from '../errors/problem.js';
import { companyType } from '../records/record-type.js';
import { AccessTokens } from './access-tokens.js';
import { Authenticator } from './authenticator.js';
import type { AccessClaims } from './jwt.strategy.js';
import { CONFIRMED_LATE, POLICY, type RoutePolicy } from './policy.js';
import type { Action, Principal } from './principal.js';
import { RateLimits } from './rate-limits.js';
import { closedToViewers, OPEN_TO_VIEWERS } from './viewing.js';

type SignedInPolicy = Exclude<RoutePolicy, 'public' | { readonly companyRecords: Action }>;

const BEARER = /^Bearer\s+(\S+)$/i;

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
    private readonly tokens: AccessTokens,
    private readonly limits: RateLimits,
    private readonly events: SampledEvents,
  ) {}

  /** @throws Problem 401 `auth.required`, 403 `access.denied` or `access.noPolicy`, 429 `request.tooMany` */
  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const request = execution.switchToHttp().getRequest<FastifyRequest>();
    const declared = this.reflector.getAllAndOverride<RoutePolicy | undefined>(POLICY, [
      execution.getHandler(),
      execution.getClass(),
    ]);
    if (declared === undefined) throw Problem.forbidden('access.noPolicy');
    const policy = atAddress(declared, request);
    if (policy === 'public') {
      this.limits.countStranger(request);
      return true;
    }
    const context = currentContext();
    if (!context) throw new Error('a request without a context');
    const late = this.reflector.get<boolean | undefined>(CONFIRMED_LATE, execution.getHandler()) ?? false;
    const caller = await this.caller(request, context, policy, late);
    if (!caller) {
      this.limits.countStranger(request);
      throw Problem.unauthenticated();
    }
    this.limits.count(caller);
    if (caller.data.viewedBy) this.mustOnlyLook(execution, request.method, policy);
    context.principal = allowed(caller, policy);
    if (caller.data.kind === 'apiKey') this.noteKey(caller, request);
    return true;
  }

  /** A machine is told of by what it asks for, once an hour each. */
  private noteKey({ userId }: Principal, { method, routeOptions }: FastifyRequest): void {
    const route = `${method} ${routeOptions.url ?? ''}`;
    this.events.note(`apiKey/${userId}/${route}`, () => ({
      event: 'apiKey.used',
      actorId: userId,
      details: { route },
    }));
  }

  /** Who calls; undefined without a valid identity. With `late` it may be who they were a moment ago. */
  private async caller(
    { headers, ip }: FastifyRequest,
    context: RequestContext,
    policy: SignedInPolicy,
    late: boolean,
  ): Promise<Principal | undefined> {
    const bearer = BEARER.exec(headers.authorization ?? '')?.[1];
    if (bearer === undefined) return undefined;
    if (bearer.startsWith('pk_')) {
      context.source = 'api';
      return this.authenticator.byApiKey(bearer, ip);
    }
    const claims = await this.tokens.read(bearer);
    if (!claims) return undefined;
    if (claims.viewAs !== undefined) return this.authenticator.viewing(claims.sessionId, claims.userId, claims.viewAs);
    const before = late ? this.asBefore(context, claims, policy) : undefined;
    return before ?? this.authenticator.bySession(claims.sessionId, claims.userId);
  }

  /** @throws Problem 403 `access.viewOnly`, `access.viewClosed` */
  private mustOnlyLook(execution: ExecutionContext, method: string, policy: SignedInPolicy): void {
    const isOpen = this.reflector.getAllAndOverride<boolean | undefined>(OPEN_TO_VIEWERS, [
      execution.getHandler(),
      execution.getClass(),
    ]);
    const code = closedToViewers(method, policy, isOpen ?? false);
    if (code) throw Problem.forbidden(code);
  }

  /** Takes the caller for who they were a moment ago, when they were here and might do this. */
  private asBefore(
    context: RequestContext,
    { sessionId, userId }: AccessClaims,
    policy: SignedInPolicy,
  ): Principal | undefined {
    const before = this.authenticator.remembered(sessionId);
    if (before?.principal.userId !== userId || !mayCall(before.principal, policy)) return undefined;
    const pending: PendingProof = {
      sessionId,
      stamp: before.stamp,
      proven: false,
      prove: async () => {
        const principal = allowed(await this.authenticator.bySession(sessionId, userId), policy);
        pending.proven = true;
        return principal;
      },
    };
    context.pending = pending;
    return before.principal;
  }
}

/** The policy with the record type that the address names. @throws Problem 404 when the company has no such type */
function atAddress(policy: RoutePolicy, { params }: FastifyRequest): Exclude<RoutePolicy, { companyRecords: Action }> {
  if (policy === 'public' || policy === 'signedIn' || !('companyRecords' in policy)) return policy;
  const type = companyType((params as { resource?: string }).resource);
  return { record: type.name, action: policy.companyRecords };
}

/** @throws Problem 401 without a principal, 403 when the policy keeps them out */
function allowed(principal: Principal | undefined, policy: SignedInPolicy): Principal {
  if (!principal) throw Problem.unauthenticated();
  if (policy === 'signedIn') return principal;
  if ('setting' in policy) principal.authorize(policy.setting, 'edit');
  else principal.authorize(policy.record, policy.action satisfies Action);
  return principal;
}

function mayCall(principal: Principal, policy: SignedInPolicy): boolean {
  if (policy === 'signedIn') return true;
  return 'setting' in policy ? principal.may(policy.setting, 'edit') : principal.may(policy.record, policy.action);
}
