import { compactKey, toAsciiDigits } from '../../persian/index.js';
import { COMMON_PASSWORDS } from './common-passwords.js';

export const MIN_PASSWORD_LENGTH = 10;
export const MAX_PASSWORD_LENGTH = 200;
/** Figures alone up to this length are a phone, a card or an identity number. */
const LONGEST_NUMBER = 16;

/**
 * Why a password is not good enough, as an error code; undefined when it is. Length counts, not a mix of signs
 * (NIST SP 800-63B): at least ten characters, not the user name with or without figures, nothing that guessers
 * try first.
 */
export function passwordFault(password: string, username: string): string | undefined {
  const length = [...password].length;
  if (length < MIN_PASSWORD_LENGTH) return 'password.tooShort';
  if (length > MAX_PASSWORD_LENGTH) return 'password.tooLong';
  const plain = toAsciiDigits(password).normalize('NFKC').toLowerCase();
  const [name, key] = [compactKey(username), compactKey(password)];
  if (name !== '' && key.includes(name) && /^\d*$/.test(key.replaceAll(name, ''))) return 'password.isUsername';
  const isNumber = /^\d+$/.test(plain) && length <= LONGEST_NUMBER;
  if (isNumber || COMMON_PASSWORDS.has(plain) || new Set(plain).size < 4) return 'password.common';
  return undefined;
}
