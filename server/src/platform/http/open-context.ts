import type { FastifyInstance } from 'fastify';
import { type RequestContext, runInContext } from '../context/request-context.js';
import { localeOf } from './malformed.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** What is known about the request; null for what was refused before any hook ran. */
    requestContext: RequestContext | null;
  }
}

/** Opens the context of each request: everything that the request sets off runs in it. */
export function openContext(fastify: FastifyInstance): void {
  fastify.decorateRequest('requestContext', null);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    const locale = localeOf(request.headers['accept-language']);
    request.requestContext = { operationId: request.id, locale, source: 'web', ip: request.ip };
    runInContext(request.requestContext, done);
  });
}
