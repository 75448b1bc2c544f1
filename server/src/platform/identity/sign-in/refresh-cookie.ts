import type { FastifyReply, FastifyRequest } from 'fastify';
import { IDLE_DAYS } from '../sessions/sessions.service.js';

const NAME = 'peyvand_refresh';
const PATH = '/api/v1/auth';

/** The refresh token that the browser sent. */
export function readRefreshCookie(request: FastifyRequest): string | undefined {
  return request.cookies[NAME];
}

/** Hands the refresh token to the browser: out of reach for scripts, for other sites and for every other route. */
export function setRefreshCookie(reply: FastifyReply, token: string, secure: boolean): void {
  void reply.setCookie(NAME, token, {
    httpOnly: true,
    sameSite: 'strict',
    path: PATH,
    secure,
    maxAge: IDLE_DAYS * 86_400,
  });
}

export function clearRefreshCookie(reply: FastifyReply, secure: boolean): void {
  void reply.clearCookie(NAME, { httpOnly: true, sameSite: 'strict', path: PATH, secure });
}
