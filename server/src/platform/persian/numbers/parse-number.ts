import { accept, type Check, refuse } from '../check.js';
import { toAsciiDigits } from '../text/digits.js';
import { normalizeKey } from '../text/normalize-key.js';
import { normalizeLine } from '../text/normalize-store.js';
import { canonicalDecimal, type DecimalString, shiftDecimal } from './decimal.js';
import { SCALE_ZEROS } from './scales.js';

/** The unit of a typed amount: Rial or Toman (ten Rial). */
export type MoneyUnit = 'IRR' | 'IRT';

/** A typed number with what stood beside it. `value` already holds the scale word; a percent sign does not divide. */
export interface TypedNumber {
  value: DecimalString;
  unit?: MoneyUnit;
  percent: boolean;
}

const UNIT_OF = new Map<string, MoneyUnit>([
  ['ریال', 'IRR'],
  ['irr', 'IRR'],
  ['rial', 'IRR'],
  ['rials', 'IRR'],
  ['تومان', 'IRT'],
  ['تومن', 'IRT'],
  ['ت', 'IRT'],
  ['irt', 'IRT'],
  ['toman', 'IRT'],
  ['tomans', 'IRT'],
]);

const NUMBER = /^(\()?([+-])?([\d.,،٬٫/'’ ]*\d[.,٫/]?)([+-])?(\))?([^\d]*)$/;
const GROUPED = /^(\d{1,3})((?:[,،٬'’ ]\d{3})+)(?:[.٫/](\d+))?$/;
const DOT_GROUPED = /^(\d{1,3})((?:\.\d{3}){2,})(?:[,٫](\d+))?$/;
const PLAIN = /^(\d*)(?:[.٫/](\d*))?$/;

function digitsOf(body: string, negative: boolean): DecimalString | null {
  const grouped = GROUPED.exec(body) ?? DOT_GROUPED.exec(body);
  if (grouped)
    return canonicalDecimal(negative, (grouped[1] ?? '') + (grouped[2] ?? '').replace(/\D/g, ''), grouped[3]);
  const plain = PLAIN.exec(body);
  return plain ? canonicalDecimal(negative, plain[1] ?? '', plain[2]) : null;
}

/** Splits the words behind the digits into scale and unit; null when a word is neither. */
function readWords(words: string): { zeros: number; unit?: MoneyUnit } | null {
  const parts = normalizeKey(words).split(' ').filter(Boolean);
  const unit = UNIT_OF.get(parts.at(-1) ?? '');
  if (unit !== undefined) parts.pop();
  if (parts.length === 0) return { zeros: 0, unit };
  const zeros = SCALE_ZEROS.get(parts.join(' '));
  if (zeros === undefined) return null;
  return { zeros, unit: unit ?? (parts[0] === 'همت' ? 'IRT' : undefined) };
}

/**
 * Reads a number as people type it: `۱٬۲۳۴٫۵`, `1,234.5`, `۱۰.۰۰۰.۰۰۰`, `۱۲/۵`, `-۵`, `۵-`, `(۵)`, `۲۵٪`, `۱۲م`, `۲/۵ میلیارد تومان`.
 * A comma that parts no full groups of three (`1,5`) is refused: it has two readings.
 * @returns errors `number.empty`, `number.format`
 */
export function parseTypedNumber(input: string): Check<TypedNumber> {
  const text = toAsciiDigits(normalizeLine(input))
    .replace(/[−–‐]/g, '-')
    .replace(/\u200c/g, ' ');
  if (text === '') return refuse('number.empty');
  const percent = /[%٪]/.test(text);
  const match = NUMBER.exec(text.replace(/ ?[%٪] ?/, '').trim());
  if (match === null) return refuse('number.format');
  const [, open, sign, body = '', trailingSign, close, words = ''] = match;
  if ((open === undefined) !== (close === undefined)) return refuse('number.format');
  const signs = [open, sign, trailingSign].filter((mark) => mark !== undefined);
  if (signs.length > 1) return refuse('number.format');
  const value = digitsOf(body.trim(), signs[0] === '(' || signs[0] === '-');
  const tail = readWords(words);
  // A word that is not known, but also a lone symbol such as $, must not be dropped silently.
  if (value === null || tail === null || (words.trim() !== '' && normalizeKey(words) === ''))
    return refuse('number.format');
  return accept({ value: shiftDecimal(value, tail.zeros), percent, ...(tail.unit ? { unit: tail.unit } : {}) });
}

/** The canonical decimal of a typed number (see `parseTypedNumber`); `۲۵٪` gives `25`. */
export function parseNumber(input: string): Check<DecimalString> {
  const typed = parseTypedNumber(input);
  return typed.ok ? accept(typed.value.value) : typed;
}
