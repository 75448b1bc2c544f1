import { createHash, randomInt } from 'node:crypto';
import { toAsciiDigits } from '../../persian/index.js';

/** Without letters and figures that look alike. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const COUNT = 10;
const HALF = 5;

const half = (): string => Array.from({ length: HALF }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** Ten codes of some 49 bits each, such as `k7wqp-3nxva`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: COUNT }, () => `${half()}-${half()}`);
}

/** What the database keeps of a code. Enough for one that a machine made: nobody guesses 49 bits five times an hour. */
export function hashRecoveryCode(userId: string, code: string): string {
  return createHash('sha256').update(`${userId}/${code}`).digest('base64url');
}

/** A code as it is typed, with or without the dash; undefined when it can't be one. */
export function readRecoveryCode(typed: string): string | undefined {
  const code = toAsciiDigits(typed)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  return code.length === 2 * HALF ? `${code.slice(0, HALF)}-${code.slice(HALF)}` : undefined;
}
