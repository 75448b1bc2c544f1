import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { describeProblem } from '../errors/problem-document.js';
import { Problem } from '../errors/problem.js';
import { problemOfDatabase } from '../errors/database-problem.js';

const CODES: Readonly<Record<number, string>> = {
  400: 'request.invalid',
  401: 'auth.required',
  403: 'access.denied',
  404: 'route.notFound',
  405: 'route.methodNotAllowed',
  408: 'request.timeout',
  413: 'body.tooLarge',
  414: 'query.tooLong',
  415: 'body.mediaType',
  429: 'request.tooMany',
  503: 'server.unavailable',
};

/** Turns whatever was thrown into a problem document; only what nobody foresaw is a 500, and it is logged. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    send(reply, this.problemOf(error));
  }

  private problemOf(error: unknown): Problem {
    if (error instanceof Problem) return error;
    const known = problemOfDatabase(error) ?? problemOfHttp(error);
    if (known) return known;
    this.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return new Problem(500, 'server.error', { cause: error });
  }
}

/** The problem of an error that the framework raised before any of our code ran; undefined for others. */
export function problemOfHttp(error: unknown): Problem | undefined {
  const status =
    error instanceof HttpException
      ? error.getStatus()
      : ((error as { statusCode?: unknown } | null)?.statusCode as number | undefined);
  if (typeof status !== 'number' || status < 400 || status >= 500) return undefined;
  return new Problem(status, CODES[status] ?? 'request.invalid');
}

/** Writes a problem as the answer. */
export function send(reply: FastifyReply, problem: Problem): void {
  if (reply.sent) return;
  const { retryAfterSeconds } = problem.options;
  if (retryAfterSeconds !== undefined) void reply.header('retry-after', String(retryAfterSeconds));
  void reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(describeProblem(problem)));
}
