import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  compactKey,
  fromJalali,
  isJalaliLeapYear,
  isValidJalali,
  jalaliDayOfYear,
  moadianTaxId,
  normalizeKey,
  normalizeStore,
  numberInWords,
  parseCard,
  parseJalaliInput,
  parseLegalId,
  parseMoadianTaxId,
  parseMobile,
  parseNationalId,
  parsePostalCode,
  parseSheba,
  seasonOf,
  smsSize,
  toJalali,
  toTehranIso,
  verhoeffCheckDigit,
  WEEKDAYS,
  weekdayOf,
} from './index.js';

interface Vectors {
  leapYears1360to1440: number[];
  jalali: {
    jalali: string;
    gregorian: string;
    weekday: string;
    weekdayIndexSat0: number;
    dayOfYear: number;
    quarter: number;
  }[];
  invalidJalali: string[];
  tehranInstants: { utc: string; local: string }[];
  nationalId: {
    valid: string[];
    validButUnknownPrefix: string[];
    shortPadLeft: Record<string, string>;
    checksumOkButRepeated: string[];
    invalid: string[];
  };
  legalId: { valid: string[]; invalid: string[] };
  sheba: { valid: string[]; invalid: string[] };
  card: { valid: string[]; invalid: string[] };
  postal: { valid: string[]; invalid: string[] };
  mobile: [string, string | null][];
  moadianTaxId: { memory: string; date: string; serial: number; taxid: string }[];
  verhoeff: { checkDigit: Record<string, number> };
  normalise: { input: string; store: string; key: string; compact: string }[];
  words: { n: string; words: string }[];
  sms: { len: number; unicode: boolean; parts: number }[];
}

const file = new URL('../../../test/fixtures/persian_vectors.json', import.meta.url);
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vectors;

const GROUPS = [
  'card',
  'generated',
  'invalidJalali',
  'jalali',
  'leapYears1360to1440',
  'legalId',
  'moadianTaxId',
  'mobile',
  'nationalId',
  'normalise',
  'postal',
  'sheba',
  'sms',
  'tehranInstants',
  'verhoeff',
  'words',
];

test('every group of the file is run below', () => {
  expect(Object.keys(vectors).sort()).toEqual(GROUPS);
});

describe('calendar', () => {
  test('leap years', () => {
    const years = Array.from({ length: 81 }, (_, index) => 1360 + index);
    expect(years.filter(isJalaliLeapYear)).toEqual(vectors.leapYears1360to1440);
  });

  test.each(vectors.jalali)('$jalali is $gregorian, $weekday', (row) => {
    const [jy, jm, jd] = row.jalali.split('-').map(Number) as [number, number, number];
    expect(fromJalali(jy, jm, jd)).toBe(row.gregorian);
    expect(toJalali(row.gregorian)).toEqual({ jy, jm, jd });
    expect(weekdayOf(row.gregorian)).toBe(row.weekdayIndexSat0);
    expect(WEEKDAYS[weekdayOf(row.gregorian)]).toBe(row.weekday);
    expect(jalaliDayOfYear(row.gregorian)).toBe(row.dayOfYear);
    expect(seasonOf(jm)).toBe(row.quarter);
    expect(parseJalaliInput(row.jalali)).toEqual({ ok: true, value: row.gregorian });
  });

  test.each(vectors.invalidJalali)('%s does not exist', (text) => {
    const [jy, jm, jd] = text.split('-').map(Number) as [number, number, number];
    expect(isValidJalali(jy, jm, jd)).toBe(false);
    expect(() => fromJalali(jy, jm, jd)).toThrow(RangeError);
    expect(parseJalaliInput(text)).toEqual({ ok: false, error: 'date.notExist' });
  });

  test.each(vectors.tehranInstants)('$utc is $local in Tehran', ({ utc, local }) => {
    expect(toTehranIso(utc)).toBe(local);
  });
});

describe('identity', () => {
  test.each([...vectors.nationalId.valid, ...vectors.nationalId.validButUnknownPrefix])('national id %s', (id) => {
    expect(parseNationalId(id)).toEqual({ ok: true, value: id });
  });
  test.each(Object.entries(vectors.nationalId.shortPadLeft))('short national id %s is %s', (short, id) => {
    expect(parseNationalId(short)).toEqual({ ok: true, value: id });
  });
  test.each(vectors.nationalId.checksumOkButRepeated)('repeated national id %s is doubted', (id) => {
    const check = parseNationalId(id);
    if (id.startsWith('0')) expect(check).toEqual({ ok: false, error: 'nationalId.checksum' });
    else expect(check).toEqual({ ok: true, value: id, warning: 'nationalId.repeated' });
  });
  test.each(vectors.nationalId.invalid)('no national id: "%s"', (id) => {
    expect(parseNationalId(id)).toMatchObject({ ok: false, error: expect.stringMatching(/^nationalId\.\w+$/) });
  });

  test.each(vectors.legalId.valid)('legal id %s', (id) => {
    expect(parseLegalId(id)).toEqual({ ok: true, value: id });
  });
  test.each(vectors.legalId.invalid)('no legal id: %s', (id) => {
    expect(parseLegalId(id)).toMatchObject({ ok: false, error: expect.stringMatching(/^legalId\.\w+$/) });
  });

  test.each(vectors.sheba.valid)('sheba %s', (iban) => {
    expect(parseSheba(iban)).toMatchObject({ ok: true, value: { iban, bankCode: iban.slice(4, 7) } });
  });
  test.each(vectors.sheba.invalid)('no sheba: %s', (iban) => {
    expect(parseSheba(iban)).toMatchObject({ ok: false });
  });

  test.each(vectors.card.valid)('card %s', (card) => {
    expect(parseCard(card)).toMatchObject({ ok: true, value: { bin: card.slice(0, 6), last4: card.slice(12) } });
  });
  test.each(vectors.card.invalid)('no card: %s', (card) => {
    expect(parseCard(card)).toMatchObject({ ok: false });
  });

  test.each(vectors.postal.valid)('postal code %s', (code) => {
    expect(parsePostalCode(code)).toEqual({ ok: true, value: code });
  });
  test.each(vectors.postal.invalid)('doubtful postal code %s', (code) => {
    expect(parsePostalCode(code)).toEqual({ ok: true, value: code, warning: 'postalCode.unusual' });
  });

  test.each(vectors.mobile)('mobile %s is %s', (input, e164) => {
    expect(parseMobile(input)).toEqual(
      e164 === null ? { ok: false, error: 'mobile.format' } : { ok: true, value: e164 },
    );
  });

  test.each(vectors.moadianTaxId)('tax id $taxid', ({ memory, date, serial, taxid }) => {
    expect(moadianTaxId(memory, date, serial)).toBe(taxid);
    expect(parseMoadianTaxId(taxid)).toEqual({ ok: true, value: taxid });
  });
  test.each(Object.entries(vectors.verhoeff.checkDigit))('Verhoeff digit of %s is %i', (digits, digit) => {
    expect(verhoeffCheckDigit(digits)).toBe(digit);
  });
});

describe('text and numbers', () => {
  test.each(vectors.normalise)('"$input"', ({ input, store, key, compact }) => {
    expect(normalizeStore(input)).toBe(store);
    expect(normalizeStore(store)).toBe(store);
    expect(normalizeKey(input)).toBe(key);
    expect(normalizeKey(store)).toBe(key);
    expect(compactKey(input)).toBe(compact);
  });
  test.each(vectors.words)('$n is $words', ({ n, words }) => {
    expect(numberInWords(n)).toBe(words);
  });
  test.each(vectors.sms)('$len units, unicode $unicode: $parts parts', ({ len, unicode, parts }) => {
    expect(smsSize((unicode ? 'س' : 'a').repeat(len))).toMatchObject({ parts, encoding: unicode ? 'ucs2' : 'gsm7' });
  });
});
