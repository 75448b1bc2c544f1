import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../errors/problem.js';

/** Reads `If-Match: "7"`; undefined when absent or `*`. @throws Problem 400 `ifMatch.invalid` */
export function readIfMatch(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim());
  if (!match) throw Problem.invalid('ifMatch.invalid', [{ path: 'If-Match', code: 'ifMatch.invalid' }]);
  return Number(match[1]);
}

/** The version of the `If-Match` header, for handlers that change a record. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext) =>
  readIfMatch(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
);
