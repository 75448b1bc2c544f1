import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Idempotency } from './idempotency.js';
import { KEY_AFTER_UPLOAD } from './key-after-upload.js';
import { ONE_TIME_ANSWER } from './one-time-answer.js';

/** Gives every POST its `Idempotency-Key`, without a word in the handlers. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly idempotency: Idempotency,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const keyed = request.method === 'POST' && request.headers['idempotency-key'] !== undefined;
    const handler = context.getHandler();
    if (!keyed || this.reflector.get<boolean | undefined>(KEY_AFTER_UPLOAD, handler)) return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const secret = this.reflector.get<boolean | undefined>(ONE_TIME_ANSWER, handler);
    const content = JSON.stringify(request.body ?? null);
    const work = (): Promise<unknown> => lastValueFrom(next.handle(), { defaultValue: undefined });
    return from(this.idempotency.once(request, reply, { content, secret }, work));
  }
}
