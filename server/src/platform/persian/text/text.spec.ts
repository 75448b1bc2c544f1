import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  compactKey,
  compareFa,
  containsForbidden,
  fromQwerty,
  normalizeKey,
  normalizeLine,
  normalizeStore,
  searchTokens,
  stripCompanyWords,
  stripTitles,
  toAsciiDigits,
  toPersianDigits,
  toQwerty,
} from './index.js';

describe('digits', () => {
  test('change between scripts', () => {
    expect(toAsciiDigits('۰۹۱۲-٣٤٥ abc')).toBe('0912-345 abc');
    expect(toPersianDigits('1405/08/30')).toBe('۱۴۰۵/۰۸/۳۰');
    expect(toPersianDigits(12n)).toBe('۱۲');
  });
});

describe('normalizeStore', () => {
  test.each([
    ['keeps hamza, heh with yeh, teh marbuta and vowel marks', 'رضائی خانۀ مدرسة مَحمّد', 'رضائی خانۀ مدرسة مَحمّد'],
    ['keeps what only compatibility would change', '½ m² ™ ①', '½ m² ™ ①'],
    ['opens the lam-alef ligature of old files', 'ﻻله ﷲ', 'لاله الله'],
    ['composes what a removed tatweel kept apart', 'ا\u0640\u0653ب', 'آب'],
    [
      'joins repeated ZWNJ and drops it beside a space or line end',
      'می\u200c\u200cشود \u200cکه\u200c\nرفت',
      'می\u200cشود که\nرفت',
    ],
    ['keeps line breaks and drops the blanks before them', 'سطر اول  \r\n\tسطر دوم\n', 'سطر اول\n سطر دوم'],
    ['turns no-break and thin spaces into spaces', '۱۲\u00a0۳۴\u2009۵۶', '۱۲ ۳۴ ۵۶'],
    ['drops direction marks and isolates', '\u2067تماس\u2069 \u200f021\u200e', 'تماس 021'],
  ])('%s', (_rule, input, expected) => {
    expect(normalizeStore(input)).toBe(expected);
  });

  test('makes one line of a one-line field', () => {
    expect(normalizeLine(' شرکت\r\n  آرمان ')).toBe('شرکت آرمان');
  });

  test('is idempotent, and the key does not depend on storing', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'اآيىكیک هةۀ\u0640\u0651\u0653\u0654\u200c\u200f\u00a0\n\r aé٣ﻼﷲ'),
      maxLength: 30,
    });
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'grapheme' })), (input) => {
        const stored = normalizeStore(input);
        expect(normalizeStore(stored)).toBe(stored);
        expect(normalizeKey(stored)).toBe(normalizeKey(input));
        expect(normalizeKey(normalizeKey(input))).toBe(normalizeKey(input));
      }),
      { numRuns: 3000 },
    );
  });

  test('stays linear on hostile runs of blanks', () => {
    const hostile = (blanks: number) => `الف${'\u200c'.repeat(blanks)}${' '.repeat(blanks)}${'\n'.repeat(blanks)}ب`;
    // Processor time, which others on the machine do not lengthen: eight times the text, and no square of it.
    const work = (text: string) => {
      const before = process.cpuUsage();
      for (let i = 0; i < 5; i += 1) normalizeStore(text);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    work(hostile(25_000));
    expect(normalizeStore(hostile(200_000)).length).toBeLessThan(200_010);
    expect(work(hostile(200_000)) / work(hostile(25_000))).toBeLessThan(32);
  });
});

describe('normalizeKey', () => {
  test.each([
    ['ڪتاب ھمراه', 'کتاب همراه'],
    ['ΟΔΟΣ οδος', 'οδοσ οδοσ'],
    ['İstanbul ÀÉñ', 'istanbul aen'],
    ['ali@example.com', 'ali example com'],
    ['١٢٣-४५', '123 45'],
    ['😀 سلام 😀', 'سلام'],
    ['؟!…', ''],
  ])('%s is %s', (input, key) => {
    expect(normalizeKey(input)).toBe(key);
  });
});

describe('search', () => {
  test('tokens are unique keys that are safe in LIKE', () => {
    expect(searchTokens(' علي  كاظمي، علی 100% a_b ')).toEqual(['علی', 'کاظمی', '100', 'a', 'b']);
    expect(searchTokens('%_\\')).toEqual([]);
  });

  test('one company in three spellings has one compact key', () => {
    expect(new Set(['پارس خودرو', 'پارس‌خودرو', 'پارسخودرو'].map(compactKey)).size).toBe(1);
  });

  test.each([
    ['ugd', 'علی'],
    ['lpln', 'محمد'],
    ['Hf', 'آب'],
    ['\\hvs', 'پارس'],
  ])('%s on the wrong keyboard was %s', (typed, meant) => {
    expect(fromQwerty(typed)).toBe(meant);
  });

  test('the way back gives what an English word became', () => {
    expect(toQwerty('شمه')).toBe('ali');
    expect(toQwerty(fromQwerty('crm'))).toBe('crm');
  });
});

describe('words that say nothing', () => {
  test.each([
    ['شركت بازرگانی آرمان (سهامی خاص)', 'ارمان'],
    ['آرمان با مسئولیت محدود', 'ارمان'],
    ['شرکت', 'شرکت'],
    ['هلدینگ صنعتی گروه آریا', 'اریا'],
  ])('company %s', (name, bare) => {
    expect(stripCompanyWords(name)).toBe(bare);
  });

  test.each([
    ['جناب آقای دکتر سید علی رضایی', 'علی رضایی'],
    ['خانم', 'خانم'],
    ['رضا سید', 'رضا سید'],
  ])('person %s', (name, bare) => {
    expect(stripTitles(name)).toBe(bare);
  });
});

test('NUL and lone surrogates are forbidden', () => {
  expect(['a\0b', '\ud800', '\udc00x'].map(containsForbidden)).toEqual([true, true, true]);
  expect(['علی', '😀', ''].map(containsForbidden)).toEqual([false, false, false]);
});

test('sorting follows the Persian alphabet and the value of numbers', () => {
  const sorted = ['۲', '۱۰', 'آب', 'اب', 'بهار', 'پارس', 'چای', 'ژاله', 'کتاب', 'گل', 'وحید', 'هادی', 'یاس', 'ali'];
  expect([...sorted].reverse().sort(compareFa)).toEqual(sorted);
});
