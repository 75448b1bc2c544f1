import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { isUuid } from '../records/field-types.js';
import { TokenKeys } from './token-keys.js';

/** What an access token says: which user, which session, until when. It proves who asks, not what they may do. */
export interface AccessClaims {
  readonly userId: string;
  readonly sessionId: string;
  readonly expiresAtMs: number;
  /** The user as whom somebody looks. */
  readonly viewAs: string | undefined;
}

/** Checks the seal of an access token: one algorithm, our key, not expired. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy, 'jwt') {
  constructor(keys: TokenKeys) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: keys.accessKey,
      algorithms: ['HS256'],
      ignoreExpiration: false,
    });
  }

  validate({ sub, sid, exp, as }: Record<'sub' | 'sid' | 'exp' | 'as', unknown>): AccessClaims | false {
    // A token that says no end would live forever.
    if (!isUuid(sub) || !isUuid(sid) || typeof exp !== 'number') return false;
    if (as !== undefined && !isUuid(as)) return false;
    return { userId: sub, sessionId: sid, expiresAtMs: exp * 1000, viewAs: as };
  }

  /** The claims of a token; undefined when there is anything wrong with it. */
  claims(token: string): Promise<AccessClaims | undefined> {
    return new Promise((resolve, reject) => {
      // As passport runs a strategy: each run has its own ends.
      const run = Object.assign(Object.create(this) as this, {
        success: (claims: AccessClaims) => resolve(claims),
        fail: () => resolve(undefined),
        error: reject,
      });
      run.authenticate({ headers: { authorization: `Bearer ${token}` } } as never);
    });
  }
}
