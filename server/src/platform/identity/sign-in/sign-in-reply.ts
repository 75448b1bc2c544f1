import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config/config.js';
import { CONFIG } from '../../config/config.token.js';
import { ACCESS_TOKEN_SECONDS, type Device, type IssuedTokens } from '../sessions/sessions.service.js';
import { clearRefreshCookie, setRefreshCookie } from './refresh-cookie.js';
import type { SignInAnswer } from './sign-in.dto.js';
import type { SignedIn } from './sign-in-steps.js';

/** From where a request comes. */
export function deviceOf(request: FastifyRequest): Device {
  return { ip: request.ip, userAgent: request.headers['user-agent'] };
}

/** Hands tokens out: the access token in the answer, the refresh token in a cookie. */
@Injectable()
export class SignInReply {
  readonly secure: boolean;

  constructor(@Inject(CONFIG) config: Config) {
    this.secure = config.publicUrl?.startsWith('https:') ?? false;
  }

  answer(reply: FastifyReply, signedIn: SignedIn): SignInAnswer {
    return { ...this.tokens(reply, signedIn), user: signedIn.user };
  }

  tokens(reply: FastifyReply, { accessToken, refreshToken }: IssuedTokens): { accessToken: string; expiresIn: number } {
    setRefreshCookie(reply, refreshToken, this.secure);
    return { accessToken, expiresIn: ACCESS_TOKEN_SECONDS };
  }

  forget(reply: FastifyReply): void {
    clearRefreshCookie(reply, this.secure);
  }
}
