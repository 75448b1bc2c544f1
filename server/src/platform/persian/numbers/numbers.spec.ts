import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  amountInWords,
  formatMoney,
  formatNumber,
  formatPercent,
  numberInWords,
  parseMoney,
  parseNumber,
  parseTypedNumber,
  roundDecimal,
  shiftDecimal,
  smsSize,
} from './index.js';

describe('parseNumber', () => {
  test.each(['1.5', '۱.۵', '۱٫۵', '١٫٥', '1/5', '۱/۵', '+1.5', ' ۱٫۵۰ ', '01.5'])('%s is one and a half', (input) => {
    expect(parseNumber(input)).toEqual({ ok: true, value: '1.5' });
  });

  test.each([
    ['۱٬۲۳۴٫۵', '1234.5'],
    ['1,234.5', '1234.5'],
    ['۱,۲۳۴', '1234'],
    ['۱،۲۳۴،۵۶۷', '1234567'],
    ['۱۰.۰۰۰.۰۰۰', '10000000'],
    ['1.234.567,89', '1234567.89'],
    ['12 345 678', '12345678'],
    ['۱۲/۵', '12.5'],
    ['.5', '0.5'],
    ['-۵', '-5'],
    ['۵-', '-5'],
    ['−۵', '-5'],
    ['(۵)', '-5'],
    ['-0', '0'],
    ['۲۵٪', '25'],
    ['٪۲۵', '25'],
    ['۱۲م', '12000000'],
    ['۱۲ میلیون', '12000000'],
    ['2.5میلیارد', '2500000000'],
    ['۵۰۰هـ', '500000'],
    ['۵۰۰ هزار', '500000'],
    ['123456789012345678901', '123456789012345678901'],
  ])('%s is %s', (input, value) => {
    expect(parseNumber(input)).toEqual({ ok: true, value });
  });

  test('keeps what stands beside the number', () => {
    expect(parseTypedNumber('۲/۵ میلیارد تومان')).toEqual({
      ok: true,
      value: { value: '2500000000', unit: 'IRT', percent: false },
    });
    expect(parseTypedNumber('۲۵٪')).toEqual({ ok: true, value: { value: '25', percent: true } });
  });

  test.each(['abc', '1,5', '1,23,456', '1.2.3', '--5', '(5', '5)', '-5-', '12 متر', '$5', '5$', '1/2/3', '.', '۱۲م۵'])(
    '%s is refused',
    (input) => {
      expect(parseNumber(input)).toEqual({ ok: false, error: 'number.format' });
    },
  );

  test('reads back what formatNumber writes', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
        fc.constantFrom('fa' as const, 'en' as const),
        (n, locale) => {
          const text = formatNumber(shiftDecimal(String(n), -2), { locale });
          expect(parseNumber(text)).toEqual({ ok: true, value: shiftDecimal(String(n), -2) });
        },
      ),
    );
  });
});

describe('formatNumber', () => {
  test('uses Persian digits and separators', () => {
    expect(formatNumber(1234.5)).toBe('۱٬۲۳۴٫۵');
    expect(formatNumber(-1234.5)).toBe('\u200e\u2212۱٬۲۳۴٫۵');
    expect(formatNumber('12345678901234567890')).toBe('۱۲٬۳۴۵٬۶۷۸٬۹۰۱٬۲۳۴٬۵۶۷٬۸۹۰');
    expect(formatNumber(1234.5, { locale: 'en' })).toBe('1,234.5');
    expect(formatPercent(12.5)).toBe('۱۲٫۵٪');
  });
});

describe('money', () => {
  test.each([
    ['12500000', 'IRR', false, '۱۲٬۵۰۰٬۰۰۰ ریال'],
    ['12500000', 'IRT', false, '۱٬۲۵۰٬۰۰۰ تومان'],
    ['125', 'IRT', false, '۱۲٫۵ تومان'],
    ['25000000000', 'IRT', true, '۲٫۵ میلیارد تومان'],
    ['12500000', 'IRR', true, '۱۲٫۵ میلیون ریال'],
    ['999950000', 'IRR', true, '۱ میلیارد ریال'],
    ['999949999', 'IRR', true, '۹۹۹٫۹ میلیون ریال'],
    ['950', 'IRR', true, '۹۵۰ ریال'],
    ['0', 'IRT', true, '۰ تومان'],
    ['5000000000000000', 'IRR', true, '۵٬۰۰۰ تریلیون ریال'],
  ] as const)('%s in %s, compact %s, is %s', (amount, unit, compact, text) => {
    expect(formatMoney(amount, unit, { compact })).toBe(text);
  });

  test('takes BigInt and English', () => {
    expect(formatMoney(25_000_000_000n, 'IRT', { compact: true, locale: 'en' })).toBe('2.5B Toman');
    expect(() => formatMoney('1.5', 'IRR')).toThrow(SyntaxError);
  });

  test.each([
    ['۱۲م', 'IRT', '120000000'],
    ['۱۲م', 'IRR', '12000000'],
    ['2.5میلیارد', 'IRR', '2500000000'],
    ['۲/۵ میلیارد تومان', 'IRR', '25000000000'],
    ['۵۰۰هـ ریال', 'IRT', '500000'],
    ['۱٬۲۵۰٬۰۰۰', 'IRR', '1250000'],
    ['۱۲٫۵', 'IRT', '125'],
    ['-۵', 'IRR', '-5'],
    ['۱ همت', 'IRR', '10000000000000'],
  ] as const)('%s typed in %s is %s Rial', (input, unit, rial) => {
    expect(parseMoney(input, unit)).toEqual({ ok: true, value: rial });
  });

  test('less than a Rial, a percentage and words are refused', () => {
    expect(parseMoney('1.5', 'IRR')).toEqual({ ok: false, error: 'money.fraction' });
    expect(parseMoney('5%', 'IRR')).toEqual({ ok: false, error: 'money.format' });
    expect(parseMoney('', 'IRR')).toEqual({ ok: false, error: 'money.empty' });
    expect(parseMoney('خیلی', 'IRR')).toEqual({ ok: false, error: 'money.format' });
  });

  test('in words', () => {
    expect(amountInWords('12500000', 'IRR', { closed: true })).toBe('دوازده میلیون و پانصد هزار ریال تمام');
    expect(amountInWords('1255', 'IRT')).toBe('صد و بیست و پنج تومان و پنج ریال');
    expect(amountInWords('-5', 'IRT')).toBe('منفی پنج ریال');
    expect(amountInWords(150n, 'IRR', { style: 'cheque' })).toBe('یکصد و پنجاه ریال');
    expect(() => numberInWords(10n ** 21n)).toThrow(RangeError);
  });
});

describe('decimals', () => {
  test('shift and round exactly', () => {
    expect(shiftDecimal('0.05', 1)).toBe('0.5');
    expect(shiftDecimal('-5', -3)).toBe('-0.005');
    expect(roundDecimal('2.45', 1)).toBe('2.5');
    expect(roundDecimal('-0.04', 1)).toBe('0');
    expect(roundDecimal('99.95', 1)).toBe('100');
  });
});

describe('smsSize', () => {
  test('one Persian letter changes the alphabet; escapes cost two', () => {
    expect(smsSize('a'.repeat(100))).toEqual({ encoding: 'gsm7', units: 100, parts: 1, remaining: 60 });
    expect(smsSize(`${'a'.repeat(100)}آ`)).toEqual({ encoding: 'ucs2', units: 101, parts: 2, remaining: 33 });
    expect(smsSize('€'.repeat(81)).parts).toBe(2);
    expect(smsSize('')).toEqual({ encoding: 'gsm7', units: 0, parts: 0, remaining: 160 });
  });

  test('no emoji is cut in two', () => {
    // 67 units to a part: the pair that would straddle the border starts the next part.
    expect(smsSize(`${'س'.repeat(66)}😀${'س'.repeat(66)}`).parts).toBe(3);
  });
});
