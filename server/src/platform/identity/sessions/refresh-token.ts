import { createHmac, timingSafeEqual } from 'node:crypto';
import { isUuid } from '../../records/field-types.js';

/** A refresh token as it is read: which session, and how often it had been exchanged when it was given out. */
export interface RefreshToken {
  readonly sessionId: string;
  readonly generation: number;
}

function seal(key: Buffer, { sessionId, generation }: RefreshToken): Buffer {
  return createHmac('sha256', key).update(`${sessionId}.${generation}`).digest();
}

/**
 * The token of one generation of a session. It follows from the key and the generation, so the database keeps no token
 * and no hash of one, and exchanging the same token twice within the grace time gives the same successor.
 */
export function refreshToken(key: Buffer, token: RefreshToken): string {
  return `${token.sessionId}.${token.generation}.${seal(key, token).toString('base64url')}`;
}

/** Reads a token; undefined when we did not make it. */
export function readRefreshToken(key: Buffer, text: string | undefined): RefreshToken | undefined {
  const [sessionId, count, mark, ...rest] = (text ?? '').split('.');
  const generation = Number(count);
  if (!isUuid(sessionId) || !/^\d{1,9}$/.test(count ?? '') || !mark || rest.length > 0) return undefined;
  const given = Buffer.from(mark, 'base64url');
  const token = { sessionId, generation };
  const expected = seal(key, token);
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined;
}
