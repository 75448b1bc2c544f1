import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { currentContext } from '../context/request-context.js';
import { DataDoor } from '../database/data-door.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';

interface StoredAnswer {
  readonly request_hash: string;
  readonly status: number;
  readonly body: unknown;
}

export interface OnceOptions {
  /** What the request says beside its path, in a form that is the same for a repeat. */
  readonly content: string;
  /** The answer is shown once and not kept for repeats. */
  readonly secret?: boolean;
}

/**
 * `Idempotency-Key` on any POST: the key, the hash of the request and the answer are kept in the transaction of the
 * action itself, so a repeat gives the first answer again and a failed request leaves nothing.
 */
@Injectable()
export class Idempotency {
  constructor(private readonly door: DataDoor) {}

  /** Runs `work` unless a request with this key has; without a key, always. @throws Problem 400, 409 */
  async once<T>(
    request: FastifyRequest,
    reply: FastifyReply,
    { content, secret = false }: OnceOptions,
    work: () => Promise<T>,
  ): Promise<T> {
    const key = keyOf(request);
    if (key === undefined) return work();
    const hash = createHash('sha256').update(`${request.method} ${request.url}\n${content}`).digest('base64url');
    return this.door.write(async (uow) => {
      // A second request with the same key waits here until the first one ends.
      const claimed = await uow.execute(
        'insert into idempotency_keys (principal_id, key, request_hash) values ($1, $2, $3) on conflict do nothing',
        [uow.principal.userId, key, hash],
      );
      if (claimed === 0) return this.repeat<T>(uow, key, hash, reply, secret);
      const body = await work();
      await uow.execute('update idempotency_keys set status = $3, body = $4 where principal_id = $1 and key = $2', [
        uow.principal.userId,
        key,
        reply.statusCode,
        body === undefined || secret ? null : JSON.stringify(body),
      ]);
      return body;
    });
  }

  private async repeat<T>(
    uow: UnitOfWork,
    key: string,
    hash: string,
    reply: FastifyReply,
    secret: boolean,
  ): Promise<T> {
    const stored = await uow.one<StoredAnswer>(
      'select request_hash, status, body from idempotency_keys where principal_id = $1 and key = $2',
      [uow.principal.userId, key],
    );
    if (!stored || stored.request_hash !== hash) throw Problem.conflict('idempotency.otherRequest');
    if (secret) throw Problem.conflict('idempotency.shownOnce');
    void reply.status(stored.status).header('idempotency-replayed', 'true');
    return (stored.body ?? undefined) as T;
  }
}

/** The key of a request by somebody who is known; undefined without one. @throws Problem 400 `idempotency.invalid` */
function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (request.method !== 'POST' || key === undefined || !currentContext()?.principal?.userId) return undefined;
  if (typeof key !== 'string' || key.length < 1 || key.length > 200)
    throw Problem.invalid('idempotency.invalid', [{ path: 'Idempotency-Key', code: 'idempotency.invalid' }]);
  return key;
}
