import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';

const CONTENT_SECURITY_POLICY = {
  defaultSrc: [`'self'`],
  scriptSrc: [`'self'`],
  // Positions of popovers and virtual rows are style attributes.
  styleSrc: [`'self'`, `'unsafe-inline'`],
  imgSrc: [`'self'`, 'data:', 'blob:'],
  fontSrc: [`'self'`],
  connectSrc: [`'self'`],
  objectSrc: [`'none'`],
  frameAncestors: [`'none'`],
  baseUri: [`'self'`],
  formAction: [`'self'`],
  upgradeInsecureRequests: null,
};

/**
 * Puts the headers on every answer that keep a browser from doing with it what it is not meant for. They are always the
 * same, so helmet says them once and no request pays for making them.
 *
 * @param https whether people reach the server by https alone
 */
export function secure(fastify: FastifyInstance, https: boolean): void {
  const headers = securityHeaders(https);
  fastify.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(headers);
    done();
  });
}

function securityHeaders(https: boolean): OutgoingHttpHeaders {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  const decorate = helmet({ contentSecurityPolicy: { directives: CONTENT_SECURITY_POLICY }, hsts: https });
  decorate(request, response, (error) => {
    if (error) throw error;
  });
  return { ...response.getHeaders() };
}
