import { performance } from 'node:perf_hooks';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { Problem } from '../errors/problem.js';
import { Allowance } from './allowance.js';
import type { Principal } from './principal.js';

/**
 * How much anybody may ask of this server (docs/operations/settings.md). Counted in the memory of the process: a restart
 * starts anew. A person counts over all sessions, an integration over all its keys; an address counts only for requests
 * without a valid identity, because an office shares one. Guessing passwords has limits of its own, kept in the database.
 */
@Injectable()
export class RateLimits {
  private readonly people: Allowance;
  private readonly integrations: Allowance;
  private readonly addresses: Allowance;

  constructor(@Inject(CONFIG) { rateLimits }: Config) {
    this.people = new Allowance(rateLimits.person);
    this.integrations = new Allowance(rateLimits.integration);
    this.addresses = new Allowance(rateLimits.address);
  }

  /** Counts a request of somebody known. @throws Problem 429 `request.tooMany` */
  count({ data: { kind, userId, viewedBy } }: Principal): void {
    refuseFor(
      (kind === 'apiKey' ? this.integrations : this.people).take(viewedBy?.userId ?? userId ?? '', performance.now()),
    );
  }

  /** Counts a request of nobody known; probes of health and metrics are free. @throws Problem 429 `request.tooMany` */
  countStranger(request: FastifyRequest): void {
    if (request.url.startsWith('/api/')) refuseFor(this.addresses.take(request.ip, performance.now()));
  }
}

/** @throws Problem 429 `request.tooMany` unless there is nothing to wait for */
export function refuseFor(retryAfterSeconds: number): void {
  if (retryAfterSeconds > 0)
    throw new Problem(429, 'request.tooMany', { retryAfterSeconds, params: { seconds: retryAfterSeconds } });
}
