import {
  compactKey,
  fromTehran,
  isIsoDate,
  parseJalaliInput,
  parseMoney,
  parseNumber,
  toAsciiDigits,
} from '../persian/index.js';
import type { FieldDefinition } from '../records/field-definition.js';
import { FieldFault } from '../records/field-fault.js';
import type { DateOrder, MappingEntry } from './import-mapping.js';

const LIST_SEPARATOR = /\s*[،,;؛|\n]\s*/;
const YES = new Set(
  ['1', 'true', 'yes', 'y', 'بله', 'بلی', 'آری', 'دارد', 'فعال', 'درست', 'هست', 'x', '✓'].map(wordOf),
);
const NO = new Set(['0', 'false', 'no', 'n', 'خیر', 'نه', 'غیرفعال', 'غیر فعال', 'نادرست', 'نیست'].map(wordOf));
const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/;
/** A day, and a time of day behind it. */
const DAY_AND_TIME = /^(.+?)(?:[T ،,]+(?:ساعت )?(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?$/;

function wordOf(text: string): string {
  return compactKey(text) || text;
}

/**
 * What a cell means for a field, as a body of the API would say it; links are read elsewhere.
 * @throws FieldFault
 */
export function cellValue(
  field: FieldDefinition,
  text: string,
  entry: Pick<MappingEntry, 'dates' | 'moneyUnit'>,
): unknown {
  switch (field.type) {
    case 'integer':
    case 'decimal':
    case 'percent':
      return numberOf(text);
    case 'money':
      return { amount: moneyOf(text, entry.moneyUnit ?? 'IRR'), currency: 'IRR' };
    case 'date':
      return dayOf(DAY_AND_TIME.exec(toAsciiDigits(text))?.[1] ?? text, entry.dates ?? 'auto');
    case 'instant':
      return instantOf(text, entry.dates ?? 'auto');
    case 'choice':
      return choiceOf(field, text);
    case 'multiChoice':
      return parts(text).map((part) => choiceOf(field, part));
    case 'tags':
      return parts(text);
    case 'boolean':
      return booleanOf(text);
    case 'phone':
      // A spreadsheet that took the number for an amount leaves a decimal point behind.
      return text.replace(/[.٫]0+$/, '');
    default:
      return text;
  }
}

/** The parts of a cell that holds a list. */
export function parts(text: string): string[] {
  return text.split(LIST_SEPARATOR).filter((part) => part !== '');
}

function numberOf(text: string): string {
  const parsed = parseNumber(text);
  if (!parsed.ok) throw new FieldFault(parsed.error);
  return parsed.value;
}

function moneyOf(text: string, unit: 'IRR' | 'IRT'): string {
  const parsed = parseMoney(text, unit);
  if (!parsed.ok) throw new FieldFault(parsed.error);
  return parsed.value;
}

const PARTS = /^(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})$/;

/** The Gregorian ISO day of a text in the order of its column. @throws FieldFault */
export function dayOf(text: string, order: DateOrder): string {
  const plain = toAsciiDigits(text).trim();
  if (/^\d{4}-\d{2}-\d{2}$/.test(plain) && isIsoDate(plain) && Number(plain.slice(0, 4)) >= 1700) return plain;
  if (order === 'dmy' || order === 'mdy') {
    const [, first = '', second = '', year = ''] = PARTS.exec(plain) ?? [];
    const [month, day] = order === 'mdy' ? [first, second] : [second, first];
    const iso = `${fullYear(year)}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (!isIsoDate(iso)) throw new FieldFault(PARTS.test(plain) ? 'date.notExist' : 'date.format');
    return iso;
  }
  const parsed = parseJalaliInput(plain);
  if (parsed.ok && !(order === 'jalali' && /^(1[7-9]|2\d)\d\d/.test(plain))) return parsed.value;
  throw new FieldFault(parsed.ok ? 'date.format' : parsed.error);
}

function fullYear(year: string): string {
  return year.length === 2 ? `20${year}` : year;
}

function instantOf(text: string, order: DateOrder): string {
  const plain = toAsciiDigits(text).trim();
  if (ISO_INSTANT.test(plain)) return plain;
  const [, day = plain, hour = '0', minute = '0'] = DAY_AND_TIME.exec(plain) ?? [];
  const minutes = Number(hour) * 60 + Number(minute);
  if (minutes >= 1440 || Number(minute) > 59) throw new FieldFault('date.format');
  return fromTehran(dayOf(day, order), minutes).toISOString();
}

const choiceKeys = new WeakMap<FieldDefinition, Map<string, string>>();

/** The choice of that value or label, in either language. @throws FieldFault */
function choiceOf(field: FieldDefinition, text: string): string {
  let keys = choiceKeys.get(field);
  if (!keys) {
    keys = new Map(
      (field.choices ?? []).flatMap(({ value, label }) =>
        [label.fa, label.en, value].map((word) => [compactKey(word), value] as const),
      ),
    );
    choiceKeys.set(field, keys);
  }
  const value = keys.get(compactKey(text));
  if (value === undefined)
    throw new FieldFault('field.notAChoice', { choices: field.choices?.map(({ label }) => label.fa).join('، ') });
  return value;
}

function booleanOf(text: string): boolean {
  const word = wordOf(text);
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  throw new FieldFault('field.notBoolean');
}
