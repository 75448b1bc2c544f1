import { Injectable } from '@nestjs/common';
import { DataDoor } from '../database/data-door.js';
import type { Principal } from './principal.js';
import { principalFrom, type PrincipalRow } from './principal-data.js';
import { RecentlyUsed } from './recently-used.js';

const MAX_PRINCIPALS = 2_000;

/**
 * Principals by how they came in and the stamp of their rights. A change of rights gives a new stamp, so what is kept
 * here is never out of date; the oldest go when there are too many.
 */
@Injectable()
export class PrincipalCache {
  private readonly kept = new RecentlyUsed<string, Principal>(MAX_PRINCIPALS);
  /** Stamp that a session's rights had when it was last here. */
  private readonly lastStamps = new RecentlyUsed<string, number>(MAX_PRINCIPALS);

  constructor(private readonly door: DataDoor) {}

  /** The principal of a user whose rights carry `stamp`; undefined when the user is gone meanwhile. */
  async get(userId: string, stamp: number, sessionId: string | null): Promise<Principal | undefined> {
    const kind = sessionId === null ? 'apiKey' : 'user';
    const known = this.kept.get(keyOf(sessionId ?? userId, stamp));
    if (known) {
      if (sessionId) this.lastStamps.set(sessionId, stamp);
      return known;
    }
    const row = await this.door.authenticate<PrincipalRow>('principal', [userId]);
    if (!row) return undefined;
    const principal = principalFrom(row, kind, sessionId);
    this.kept.set(keyOf(sessionId ?? userId, row.stamp), principal);
    if (sessionId) this.lastStamps.set(sessionId, row.stamp);
    return principal;
  }

  /** Who a session was when it was last here: to be confirmed before anything is given out. */
  last(sessionId: string): { principal: Principal; stamp: number } | undefined {
    const stamp = this.lastStamps.get(sessionId);
    const principal = stamp === undefined ? undefined : this.kept.get(keyOf(sessionId, stamp));
    return principal && stamp !== undefined ? { principal, stamp } : undefined;
  }
}

function keyOf(holder: string, stamp: number): string {
  return `${holder}/${stamp}`;
}
