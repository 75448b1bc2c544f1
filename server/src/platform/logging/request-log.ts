import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PinoLogger } from 'nestjs-pino';
import { currentContext, type RequestContext } from '../context/request-context.js';

/** Asked for all the time by machines; worth a line only when something is wrong. */
const QUIET = /^\/(health\/|metrics|assets\/)/;

/** One line per request: what was asked for by its path, without the values of its query, and how it ended. */
@Injectable()
export class RequestLog implements OnModuleInit {
  private readonly contexts = new WeakMap<FastifyRequest, RequestContext>();

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly log: PinoLogger,
  ) {
    log.setContext('Request');
  }

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    server.addHook('onRequest', (request, _reply, done) => {
      const context = currentContext();
      if (context) this.contexts.set(request, context);
      done();
    });
    server.addHook('onResponse', (request, reply, done) => {
      this.write(request, reply);
      done();
    });
  }

  private write(request: FastifyRequest, reply: FastifyReply): void {
    const [path = ''] = request.url.split('?', 1);
    const { statusCode: status } = reply;
    if (status < 500 && QUIET.test(path)) return;
    const line = {
      requestId: request.id,
      userId: this.contexts.get(request)?.principal?.userId ?? undefined,
      method: request.method,
      path,
      status,
      ms: Math.round(reply.elapsedTime),
      ip: request.ip,
    };
    if (status >= 500) this.log.error(line, 'request failed');
    else this.log.info(line, 'request');
  }
}
