import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Logger, pino } from 'pino';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { lineOptions } from './log-options.js';
import { logSink } from './log-sink.js';

/** Asked for all the time by machines; worth a line only when something is wrong. */
const QUIET = /^\/(health\/|metrics|assets\/)/;

/**
 * One line per request: what was asked for by its path, without the values of its query, and how it ended. All of its
 * members are named here and none is a secret, so it needs no search for them, which would be dearer than the line.
 */
@Injectable()
export class RequestLog implements OnModuleInit {
  private readonly log: Logger;

  constructor(
    private readonly host: HttpAdapterHost,
    @Inject(CONFIG) { logLevel }: Config,
  ) {
    this.log = pino(lineOptions(logLevel), logSink);
  }

  onModuleInit(): void {
    this.host.httpAdapter.getInstance<FastifyInstance>().addHook('onResponse', (request, reply, done) => {
      this.write(request, reply);
      done();
    });
  }

  private write(request: FastifyRequest, reply: FastifyReply): void {
    const [path = ''] = request.url.split('?', 1);
    const { statusCode: status } = reply;
    if (status < 500 && QUIET.test(path)) return;
    const line = {
      context: 'Request',
      requestId: request.id,
      userId: request.requestContext?.principal?.userId ?? undefined,
      viewedBy: request.requestContext?.principal?.data.viewedBy?.userId,
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
