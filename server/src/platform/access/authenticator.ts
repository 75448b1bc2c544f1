import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { clock } from '../context/clock.js';
import { DataDoor } from '../database/data-door.js';
import { type KeyScope, narrowed } from './key-scopes.js';
import { PrincipalCache } from './principal-cache.js';
import { principalFrom, type PrincipalRow } from './principal-data.js';
import type { Principal } from './principal.js';
import { mayViewAs } from './viewing.js';

/** `pk_<prefix>_<secret>`: the prefix finds the key, the secret proves it. */
const API_KEY = /^pk_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/;

/** What the database tells of a living key. */
interface FoundKey {
  readonly userId: string;
  readonly stamp: number;
  readonly scopes: readonly KeyScope[] | null;
}

/** What of an API key the database keeps. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** The prefix of a well-formed API key. */
export function apiKeyPrefix(key: string): string | undefined {
  return API_KEY.exec(key)?.[1];
}

/**
 * Tells who stands behind a session or a key. The database is asked on every request, so that revoking either, or changing
 * a role, acts on the next one: by one short statement, or by the transaction of the request itself (ConfirmedLate).
 */
@Injectable()
export class Authenticator {
  constructor(
    private readonly door: DataDoor,
    private readonly principals: PrincipalCache,
  ) {}

  /** The principal of a living session. */
  async bySession(sessionId: string, userId: string): Promise<Principal | undefined> {
    const stamp = await this.door.authenticate<string>('session', [sessionId, userId, clock.now()]);
    return stamp === null ? undefined : this.principals.get(userId, Number(stamp), sessionId);
  }

  /** Another user, as whom the holder of a living session looks; undefined once either has lost what it takes. */
  async viewing(sessionId: string, userId: string, otherId: string): Promise<Principal | undefined> {
    const viewer = await this.bySession(sessionId, userId);
    const row = viewer && (await this.door.authenticate<PrincipalRow>('principal', [otherId]));
    if (!row) return undefined;
    const other = principalFrom(row, 'user', sessionId, { userId, fullName: viewer.data.fullName });
    return mayViewAs(viewer, other) ? other : undefined;
  }

  /** Who a session was a moment ago, still to be confirmed; undefined when it is new here. */
  remembered(sessionId: string): { principal: Principal; stamp: number } | undefined {
    return this.principals.last(sessionId);
  }

  /** The principal of a living API key that is used from `ip`, narrowed to the scopes of the key. */
  async byApiKey(key: string, ip: string): Promise<Principal | undefined> {
    const prefix = apiKeyPrefix(key);
    if (!prefix) return undefined;
    const found = await this.door.authenticate<FoundKey>('apiKey', [
      prefix,
      hashApiKey(key),
      clock.now(),
      // An IPv4 caller of an IPv6 socket is the IPv4 caller.
      ipaddr.process(ip).toString(),
    ]);
    const user = found && (await this.principals.get(found.userId, found.stamp, null));
    return user ? narrowed(user, found.scopes) : undefined;
  }
}
