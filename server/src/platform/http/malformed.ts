import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { type Locale, runInContext } from '../context/request-context.js';
import { Problem } from '../errors/problem.js';
import { describeProblem } from '../errors/problem-document.js';
import { newId } from '../records/new-id.js';
import { problemOfHttp, send } from './problem.filter.js';

/** Language of the answer, by the header of the request; Persian unless it asks for English. */
export function localeOf(acceptLanguage: string | undefined): Locale {
  return /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'fa';
}

/** What isn't HTTP at all is refused before there is a request, a context or a language. */
export function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const problem = runInContext({ operationId: newId(), locale: 'fa', source: 'api' }, () =>
    describeProblem(Problem.invalid('request.invalid')),
  );
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 400 Bad Request\r\ncontent-type: application/problem+json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

/** An address that the router can't read (a broken escape, an endless id) is refused before any hook has run. */
export function refuseAddress(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const locale = localeOf(request.headers['accept-language']);
  void reply.header('x-request-id', request.id);
  runInContext({ operationId: request.id, locale, source: 'api' }, () =>
    send(reply, problemOfHttp(error) ?? Problem.invalid('query.invalid')),
  );
}
