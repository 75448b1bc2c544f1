/**
 * Exact decimals for formulas: whole numbers of a millionth. Sums of Rial keep their last digit, which numbers of
 * JavaScript beyond 2^53 do not.
 */
export type Fixed = bigint;

const PLACES = 6;
const ONE = 10n ** BigInt(PLACES);

/** Reads a number as the API or a column writes it; undefined when it is none. */
export function toFixedPoint(value: unknown): Fixed | undefined {
  const text = typeof value === 'number' ? plain(value) : typeof value === 'bigint' ? String(value) : value;
  const match = typeof text === 'string' ? /^(-?)(\d{1,30})(?:\.(\d{1,30}))?$/.exec(text) : null;
  if (!match) return undefined;
  const [, sign, whole = '0', fraction = ''] = match;
  const kept = BigInt(whole + fraction.slice(0, PLACES).padEnd(PLACES, '0'));
  const up = fraction.charAt(PLACES) >= '5' ? 1n : 0n;
  return sign === '-' ? -(kept + up) : kept + up;
}

function plain(value: number): string | undefined {
  return Number.isFinite(value) && Math.abs(value) < 1e21 ? value.toFixed(PLACES) : undefined;
}

/** Quotient, half away from zero. */
function divided(a: bigint, b: bigint): bigint {
  const negative = a < 0n !== b < 0n;
  const [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  const quotient = (2n * x + y) / (2n * y);
  return negative ? -quotient : quotient;
}

export const multiply = (a: Fixed, b: Fixed): Fixed => divided(a * b, ONE);
/** Undefined when `b` is zero. */
export const divide = (a: Fixed, b: Fixed): Fixed | undefined => (b === 0n ? undefined : divided(a * ONE, b));

/** Rounds to `digits` decimals, half away from zero; negative digits round to tens, hundreds, … */
export function round(value: Fixed, digits: number): Fixed {
  const unit = 10n ** BigInt(PLACES - Math.min(Math.max(digits, -12), PLACES));
  return divided(value, unit) * unit;
}

/** As text, with `digits` decimals at most. */
export function fixedText(value: Fixed, digits: number): string {
  const rounded = round(value, digits);
  const size = rounded < 0n ? -rounded : rounded;
  const fraction = String(size % ONE)
    .padStart(PLACES, '0')
    .replace(/0+$/, '');
  return `${rounded < 0n ? '-' : ''}${size / ONE}${fraction === '' ? '' : `.${fraction}`}`;
}

export const fromInteger = (value: number): Fixed => BigInt(value) * ONE;
