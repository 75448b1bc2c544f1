/** Exact decimals as canonical strings (`-1234.5`): no leading or trailing zeros, no exponent, no `-0`. */
export type DecimalString = string;

/** Puts digits and decimals into canonical form. */
export function canonicalDecimal(negative: boolean, whole: string, fraction = ''): DecimalString {
  const head = whole.replace(/^0+(?=\d)/, '') || '0';
  const tail = fraction.replace(/0+$/, '');
  const text = tail === '' ? head : `${head}.${tail}`;
  return negative && text !== '0' ? `-${text}` : text;
}

/** Moves the decimal point to the right (positive `places`) or left: exact ×10^n. */
export function shiftDecimal(value: DecimalString, places: number): DecimalString {
  const negative = value.startsWith('-');
  const [whole = '0', fraction = ''] = value.replace('-', '').split('.');
  if (places >= 0) {
    const digits = fraction.padEnd(places, '0');
    return canonicalDecimal(negative, whole + digits.slice(0, places), digits.slice(places));
  }
  const padded = whole.padStart(1 - places, '0');
  return canonicalDecimal(negative, padded.slice(0, places), padded.slice(places) + fraction);
}

/** Rounds half away from zero to `places` decimals, as Persian accounting does. */
export function roundDecimal(value: DecimalString, places: number): DecimalString {
  const negative = value.startsWith('-');
  const [whole = '0', fraction = ''] = value.replace('-', '').split('.');
  if (fraction.length <= places) return value;
  const kept = BigInt(whole + fraction.slice(0, places)) + (fraction.charAt(places) >= '5' ? 1n : 0n);
  const digits = String(kept).padStart(places + 1, '0');
  const cut = digits.length - places;
  return canonicalDecimal(negative, digits.slice(0, cut), digits.slice(cut));
}
