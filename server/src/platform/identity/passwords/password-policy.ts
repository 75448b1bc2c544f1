import { compactKey, toAsciiDigits } from '../../persian/index.js';
import { COMMON_PASSWORDS } from './common-passwords.js';

export const MIN_PASSWORD_LENGTH = 10;
export const MAX_PASSWORD_LENGTH = 200;

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
  const name = compactKey(username);
  if (name !== '' && /^\d*$/.test(compactKey(password).replaceAll(name, ''))) return 'password.isUsername';
  if (COMMON_PASSWORDS.has(plain) || new Set(plain).size < 4) return 'password.common';
  return undefined;
}
