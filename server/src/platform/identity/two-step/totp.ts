import { generate, generateSecret, generateURI } from 'otplib';
import { clock } from '../../context/clock.js';
import { toAsciiDigits } from '../../persian/index.js';

const STEP_SECONDS = 30;
/** Steps to either side that are taken as well: clocks differ. */
const SKEW = 1;

/** A new secret for a code generator, in base32. */
export function newTotpSecret(): string {
  return generateSecret();
}

/** The address that a code generator reads from a QR code. */
export function totpUri(secret: string, issuer: string, username: string): string {
  return generateURI({ issuer, label: username, secret });
}

/** Digits as they are typed: Persian or Latin, with or without gaps. Undefined when it is no code of six digits. */
export function readCode(typed: string): string | undefined {
  const code = toAsciiDigits(typed).replace(/[\s\u200c-\u200f-]/g, '');
  return /^\d{6}$/.test(code) ? code : undefined;
}

/** The time step whose code this is, around now; undefined when it is none of them. */
export async function stepOfCode(secret: string, code: string): Promise<number | undefined> {
  const now = Math.floor(clock.now().getTime() / 1000 / STEP_SECONDS);
  let found: number | undefined;
  for (let step = now - SKEW; step <= now + SKEW; step += 1)
    if ((await generate({ secret, epoch: step * STEP_SECONDS })) === code) found = step;
  return found;
}
