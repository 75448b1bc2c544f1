import { Injectable } from '@nestjs/common';
import { DataDoor } from '../database/data-door.js';
import type { Principal } from './principal.js';
import { principalFrom, type PrincipalRow } from './principal-data.js';

const MAX_PRINCIPALS = 2_000;

/**
 * Principals by how they came in and the stamp of their rights. A change of rights gives a new stamp, so what is kept
 * here is never out of date; the oldest go when there are too many.
 */
@Injectable()
export class PrincipalCache {
  private readonly kept = new Map<string, Principal>();

  constructor(private readonly door: DataDoor) {}

  /** The principal of a user whose rights carry `stamp`; undefined when the user is gone meanwhile. */
  async get(userId: string, stamp: number, sessionId: string | null): Promise<Principal | undefined> {
    const kind = sessionId === null ? 'apiKey' : 'user';
    const known = this.take(keyOf(sessionId ?? userId, stamp));
    if (known) return known;
    const row = await this.door.authenticate<PrincipalRow>('principal', [userId]);
    if (!row) return undefined;
    const principal = principalFrom(row, kind, sessionId);
    this.put(keyOf(sessionId ?? userId, row.stamp), principal);
    return principal;
  }

  private take(key: string): Principal | undefined {
    const principal = this.kept.get(key);
    if (principal) {
      this.kept.delete(key);
      this.kept.set(key, principal);
    }
    return principal;
  }

  private put(key: string, principal: Principal): void {
    this.kept.set(key, principal);
    const oldest = this.kept.size > MAX_PRINCIPALS ? this.kept.keys().next() : undefined;
    if (oldest && !oldest.done) this.kept.delete(oldest.value);
  }
}

function keyOf(holder: string, stamp: number): string {
  return `${holder}/${stamp}`;
}
