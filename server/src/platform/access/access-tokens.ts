import { Injectable } from '@nestjs/common';
import { clock } from '../context/clock.js';
import { type AccessClaims, JwtStrategy } from './jwt.strategy.js';
import { RecentlyUsed } from './recently-used.js';

const MOST_KNOWN = 5_000;

/** Reads access tokens. The seal of each is checked once: the same letters have the same seal. */
@Injectable()
export class AccessTokens {
  private readonly known = new RecentlyUsed<string, AccessClaims>(MOST_KNOWN);

  constructor(private readonly strategy: JwtStrategy) {}

  /** The claims of a token; undefined when there is anything wrong with it. */
  async read(token: string): Promise<AccessClaims | undefined> {
    const claims = this.known.get(token) ?? (await this.check(token));
    if (!claims) return undefined;
    if (claims.expiresAtMs > clock.now().getTime()) return claims;
    this.known.delete(token);
    return undefined;
  }

  private async check(token: string): Promise<AccessClaims | undefined> {
    const claims = await this.strategy.claims(token);
    if (claims) this.known.set(token, claims);
    return claims;
  }
}
