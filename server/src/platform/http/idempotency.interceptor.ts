import { createHash } from 'node:crypto';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { currentContext } from '../context/request-context.js';
import { DataDoor } from '../database/data-door.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';
import { ONE_TIME_ANSWER } from './one-time-answer.js';

interface StoredAnswer {
  readonly request_hash: string;
  readonly status: number;
  readonly body: unknown;
}

/**
 * `Idempotency-Key` on any POST: the key, the hash of the request and the answer are kept in the transaction of the
 * action itself, so a repeat gives the first answer again and a failed request leaves nothing.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly door: DataDoor,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || key === undefined || !currentContext()?.principal?.userId) return next.handle();
    if (typeof key !== 'string' || key.length < 1 || key.length > 200)
      throw Problem.invalid('idempotency.invalid', [{ path: 'Idempotency-Key', code: 'idempotency.invalid' }]);
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const secret = this.reflector.get<boolean | undefined>(ONE_TIME_ANSWER, context.getHandler()) ?? false;
    return from(this.door.write((uow) => this.once(uow, key, hashOf(request), reply, next, secret)));
  }

  private async once(
    uow: UnitOfWork,
    key: string,
    hash: string,
    reply: FastifyReply,
    next: CallHandler,
    secret: boolean,
  ): Promise<unknown> {
    const owner = uow.principal.userId;
    // A second request with the same key waits here until the first one ends.
    const claimed = await uow.execute(
      'insert into idempotency_keys (principal_id, key, request_hash) values ($1, $2, $3) on conflict do nothing',
      [owner, key, hash],
    );
    if (claimed === 0) return this.repeat(uow, key, hash, reply, secret);
    const body: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
    await uow.execute('update idempotency_keys set status = $3, body = $4 where principal_id = $1 and key = $2', [
      owner,
      key,
      reply.statusCode,
      body === undefined || secret ? null : JSON.stringify(body),
    ]);
    return body;
  }

  private async repeat(
    uow: UnitOfWork,
    key: string,
    hash: string,
    reply: FastifyReply,
    secret: boolean,
  ): Promise<unknown> {
    const stored = await uow.one<StoredAnswer>(
      'select request_hash, status, body from idempotency_keys where principal_id = $1 and key = $2',
      [uow.principal.userId, key],
    );
    if (!stored || stored.request_hash !== hash) throw Problem.conflict('idempotency.otherRequest');
    if (secret) throw Problem.conflict('idempotency.shownOnce');
    void reply.status(stored.status).header('idempotency-replayed', 'true');
    return stored.body ?? undefined;
  }
}

function hashOf(request: FastifyRequest): string {
  return createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest('base64url');
}
