import { Injectable } from '@nestjs/common';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { Problem } from '../errors/problem.js';
import { isUuid } from '../records/field-types.js';
import { Authenticator } from './authenticator.js';
import type { Principal } from './principal.js';
import { TokenKeys } from './token-keys.js';

/** What an access token says: which user, which session. */
export interface AccessTokenClaims {
  readonly sub: string;
  readonly sid: string;
}

/** Reads the access token of a request: one algorithm, not expired, and its session alive in the database. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy, 'jwt') {
  constructor(
    keys: TokenKeys,
    private readonly authenticator: Authenticator,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: keys.accessKey,
      algorithms: ['HS256'],
      ignoreExpiration: false,
    });
  }

  async validate({ sub, sid }: AccessTokenClaims): Promise<Principal | false> {
    if (!isUuid(sub) || !isUuid(sid)) return false;
    return (await this.authenticator.bySession(sid, sub)) ?? false;
  }
}

/** Passport's guard around the strategy, with our one refusal. */
@Injectable()
export class JwtGuard extends AuthGuard('jwt') {
  override handleRequest<T>(error: unknown, principal: T | false): T {
    if (error) throw error;
    if (!principal) throw Problem.unauthenticated();
    return principal;
  }
}
