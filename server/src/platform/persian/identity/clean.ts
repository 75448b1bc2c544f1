import { toAsciiDigits } from '../text/digits.js';
import { normalizeLine } from '../text/normalize-store.js';

/** A typed code as it is checked and stored: ASCII digits, no spaces, no ZWNJ. */
export function cleanCode(input: string): string {
  return toAsciiDigits(normalizeLine(input)).replace(/[ \u200c]/g, '');
}
