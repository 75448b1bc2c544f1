import { normalizeKey, parseJalaliInput, parseTypedNumber, toAsciiDigits } from '../persian/index.js';
import type { DateOrder } from './import-mapping.js';

/** What the cells of a column look like. */
export interface ColumnFacts {
  /** Heading of the column. */
  readonly name: string;
  /** Filled cells among those looked at, and how many were looked at. */
  readonly filled: number;
  readonly seen: number;
  /** Set when nearly every cell is a day, in this order. */
  readonly dates?: DateOrder;
  /** Set when nearly every cell is a number. */
  readonly number?: boolean;
  /** Unit that the heading or the cells name. */
  readonly moneyUnit?: 'IRR' | 'IRT';
}

/** Part of the filled cells that must agree. */
const NEARLY_ALL = 0.9;
const SLASHED = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;
const YEAR_FIRST = /^(\d{4})[/.-]\d{1,2}[/.-]\d{1,2}(?:[T ].*)?$/;

/** Looks at the cells of one column. */
export function columnFacts(name: string, cells: readonly string[]): ColumnFacts {
  const filled = cells.map((cell) => toAsciiDigits(cell.trim())).filter((cell) => cell !== '');
  const facts: ColumnFacts = { name, filled: filled.length, seen: cells.length };
  if (filled.length === 0) return facts;
  const dates = dateOrder(filled);
  if (dates) return { ...facts, dates };
  const numbers = filled.map((cell) => parseTypedNumber(cell));
  const number = numbers.filter((typed) => typed.ok).length >= filled.length * NEARLY_ALL;
  const unit = unitOf(name) ?? numbers.flatMap((typed) => (typed.ok && typed.value.unit ? [typed.value.unit] : []))[0];
  return { ...facts, ...(number && { number }), ...(number && unit && { moneyUnit: unit }) };
}

/** The order in which the days of a column are written; undefined when they are no days. */
function dateOrder(cells: readonly string[]): DateOrder | undefined {
  const needed = cells.length * NEARLY_ALL;
  const yearFirst = cells.flatMap((cell) => YEAR_FIRST.exec(cell)?.[1] ?? []);
  if (yearFirst.length >= needed) return yearFirst.every((year) => Number(year) < 1700) ? 'jalali' : 'auto';
  const slashed = cells.flatMap((cell) => {
    const [, first, second, year] = SLASHED.exec(cell) ?? [];
    return year === undefined ? [] : [{ first: Number(first), second: Number(second), year: Number(year) }];
  });
  if (slashed.length >= needed) {
    if (slashed.every(({ year }) => year < 1700)) return 'jalali';
    // 13 and above can't be a month: one such cell tells the order of all.
    return slashed.some(({ second }) => second > 12) || !slashed.some(({ first }) => first > 12) ? 'mdy' : 'dmy';
  }
  const worded = cells.filter((cell) => /\p{L}/u.test(cell) && parseJalaliInput(cell).ok);
  return worded.length >= needed ? 'jalali' : undefined;
}

function unitOf(heading: string): 'IRR' | 'IRT' | undefined {
  const words = normalizeKey(heading).split(' ');
  if (words.some((word) => word === 'تومان' || word === 'تومن' || word === 'toman')) return 'IRT';
  return words.some((word) => word === 'ریال' || word === 'rial' || word === 'irr') ? 'IRR' : undefined;
}
