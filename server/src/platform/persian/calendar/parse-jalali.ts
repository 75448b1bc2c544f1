import { accept, type Check, refuse } from '../check.js';
import { toAsciiDigits } from '../text/digits.js';
import { normalizeKey } from '../text/normalize-key.js';
import { normalizeLine } from '../text/normalize-store.js';
import { type IsoDate, isIsoDate } from './iso-date.js';
import { fromJalali, GREGORIAN_FROM_YEAR, isValidJalali } from './jalali.js';
import { JALALI_MONTHS, WEEKDAYS } from './names.js';

const MONTH_OF = new Map(JALALI_MONTHS.map((name, index) => [normalizeKey(name), index + 1]));
const WEEKDAY_KEYS = new Set(WEEKDAYS.map((name) => normalizeKey(name)));
/** Spaced spellings («سه شنبه», «یک شنبه») leave a first half behind. */
const WEEKDAY_HALVES = new Set(['یک', 'دو', 'سه', 'چهار', 'پنج', 'روز', 'مورخ', 'ماه', 'سال']);
/** Two-digit years up to here are 14xx, the rest 13xx. */
const LAST_YEAR_OF_1400S = 49;

function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year <= LAST_YEAR_OF_1400S ? 1400 + year : 1300 + year;
}

function checkDay(year: number, month: number, day: number): Check<IsoDate> {
  if (year >= GREGORIAN_FROM_YEAR) {
    const pad = (part: number) => String(part).padStart(2, '0');
    const iso = `${year}-${pad(month)}-${pad(day)}`;
    return isIsoDate(iso) ? accept(iso) : refuse('date.notExist');
  }
  return isValidJalali(year, month, day) ? accept(fromJalali(year, month, day)) : refuse('date.notExist');
}

function parseWithMonthName(text: string): Check<IsoDate> {
  const words = normalizeKey(text)
    .split(' ')
    .filter((word) => !WEEKDAY_KEYS.has(word) && !WEEKDAY_HALVES.has(word));
  const [first, name, last] = words;
  const month = name === undefined ? undefined : MONTH_OF.get(name);
  if (words.length !== 3 || month === undefined || first === undefined || last === undefined)
    return refuse('date.format');
  if (/^\d{1,2}$/.test(first) && /^(\d{2}|\d{4})$/.test(last)) return checkDay(fullYear(last), month, Number(first));
  if (/^\d{4}$/.test(first) && /^\d{1,2}$/.test(last)) return checkDay(Number(first), month, Number(last));
  return refuse('date.format');
}

/**
 * Reads a day as people type it: `۱۴۰۵/۸/۳۰`, `1405-08-30`, `14050830`, `۳۰ آبان ۱۴۰۵`, `05/08/30`, `30/08/1405`, with any digits.
 * A year of 1700 or more is Gregorian.
 * @returns the Gregorian `YYYY-MM-DD`; errors `date.empty`, `date.format`, `date.notExist` (1404/12/30)
 */
export function parseJalaliInput(input: string): Check<IsoDate> {
  const text = toAsciiDigits(normalizeLine(input));
  if (text === '') return refuse('date.empty');
  const run = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (run) return checkDay(Number(run[1]), Number(run[2]), Number(run[3]));
  const parts = /^(\d{1,4}) ?([/.\-–_ ]) ?(\d{1,2}) ?\2 ?(\d{1,4})$/.exec(text);
  if (parts === null) return parseWithMonthName(text);
  const [, first = '', , month = '', last = ''] = parts;
  if ((first.length === 4 || first.length === 2) && last.length <= 2) {
    return checkDay(fullYear(first), Number(month), Number(last));
  }
  // Day first is read for Jalali years only: in Gregorian, 05/06/2026 has two readings.
  if (first.length <= 2 && last.length === 4 && Number(last) < GREGORIAN_FROM_YEAR) {
    return checkDay(Number(last), Number(month), Number(first));
  }
  return refuse('date.format');
}
