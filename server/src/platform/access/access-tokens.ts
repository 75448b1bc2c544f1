import { Injectable } from '@nestjs/common';
import { jwtVerify } from 'jose';
import { clock } from '../context/clock.js';
import { isUuid } from '../records/field-types.js';
import { TokenKeys } from './token-keys.js';

/** What an access token says: which user, which session. It proves who asks, not what they may do. */
export interface AccessClaims {
  readonly userId: string;
  readonly sessionId: string;
}

interface Checked extends AccessClaims {
  readonly expiresAtMs: number;
}

const MOST_CHECKED = 5_000;

/** Reads access tokens: one algorithm, our key, not expired. */
@Injectable()
export class AccessTokens {
  /** Tokens whose seal was found right. The same letters have the same seal, so only the time is looked at again. */
  private readonly checked = new Map<string, Checked>();

  constructor(private readonly keys: TokenKeys) {}

  /** The claims of a token; undefined when there is anything wrong with it. */
  async read(token: string): Promise<AccessClaims | undefined> {
    const known = this.checked.get(token) ?? (await this.check(token));
    if (!known) return undefined;
    if (known.expiresAtMs > clock.now().getTime()) return known;
    this.checked.delete(token);
    return undefined;
  }

  private async check(token: string): Promise<Checked | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.keys.accessKey, {
        algorithms: ['HS256'],
        requiredClaims: ['exp', 'sub', 'sid'],
        currentDate: clock.now(),
      });
      const { sub, sid, exp } = payload;
      if (!isUuid(sub) || !isUuid(sid)) return undefined;
      const claims = { userId: sub, sessionId: sid, expiresAtMs: Number(exp) * 1000 };
      const oldest = this.checked.size >= MOST_CHECKED ? this.checked.keys().next() : undefined;
      if (oldest && !oldest.done) this.checked.delete(oldest.value);
      this.checked.set(token, claims);
      return claims;
    } catch {
      return undefined;
    }
  }
}
