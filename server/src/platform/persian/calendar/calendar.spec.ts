import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addJalaliMonths,
  addJalaliYears,
  anniversaryIn,
  fiscalYearOf,
  fiscalYearRange,
  formatJalaliDate,
  formatJalaliDateTime,
  formatRelative,
  formatRelativeDate,
  fromJalali,
  fromTehran,
  holidayIndex,
  holidaysOf,
  isIsoDate,
  jalaliMonthRange,
  jalaliSeasonRange,
  monthKey,
  parseJalaliInput,
  tehranDayBounds,
  toTehran,
  weekStart,
} from './index.js';

test('every day from 1900 to 2099 is what ICU says', () => {
  const icu = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  for (let date = '1900-01-01'; date < '2100-01-01'; date = addDays(date, 1)) {
    const part = Object.fromEntries(icu.formatToParts(new Date(date)).map(({ type, value }) => [type, value]));
    const expected = `${part.year}/${part.month?.padStart(2, '0')}/${part.day?.padStart(2, '0')}`;
    if (formatJalaliDate(date, 'ascii') !== expected) throw new Error(`${date}: ${expected}`);
  }
});

describe('typed dates', () => {
  test.each([
    '۱۴۰۵/۸/۳۰',
    '1405-08-30',
    '14050830',
    '۱۴۰۵۰۸۳۰',
    '٣٠ آبان ١٤٠٥',
    '۳۰ آبان ماه ۱۴۰۵',
    'شنبه ۳۰ آبان ۱۴۰۵',
    '05/08/30',
    '1405.8.30',
    '30/08/1405',
    '2026-11-21',
    '2026/11/21',
    '20261121',
  ])('%s is 30 Aban 1405', (input) => {
    expect(parseJalaliInput(input)).toEqual({ ok: true, value: '2026-11-21' });
  });

  test.each([
    ['75/12/30', '1997-03-20'],
    ['سه‌شنبه ۱ مهر ۹۹', fromJalali(1399, 7, 1)],
  ])('a short year: %s is %s', (input, date) => {
    expect(parseJalaliInput(input)).toEqual({ ok: true, value: date });
  });

  test.each([
    ['', 'date.empty'],
    ['فردا', 'date.format'],
    ['1405/08', 'date.format'],
    ['05/06/2026', 'date.format'],
    ['1405-08/30', 'date.format'],
    ['1404/12/30', 'date.notExist'],
    ['۳۱ مهر ۱۴۰۳', 'date.notExist'],
    ['2026-02-30', 'date.notExist'],
    ['99999999', 'date.notExist'],
  ])('"%s" is refused: %s', (input, error) => {
    expect(parseJalaliInput(input)).toEqual({ ok: false, error });
  });
});

describe('moving and ranges', () => {
  test('months and years clamp to the end', () => {
    expect(addJalaliMonths(fromJalali(1403, 6, 31), 1)).toBe(fromJalali(1403, 7, 30));
    expect(addJalaliMonths(fromJalali(1405, 1, 31), -1)).toBe(fromJalali(1404, 12, 29));
    expect(addJalaliYears(fromJalali(1403, 12, 30), 1)).toBe(fromJalali(1404, 12, 29));
    expect(anniversaryIn(fromJalali(1375, 12, 30), 1405)).toBe(fromJalali(1405, 12, 29));
  });

  test('there and back stays in the month', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 36_000 }), fc.integer({ min: -600, max: 600 }), (day, months) => {
        const date = addDays('1970-01-01', day);
        expect(monthKey(addJalaliMonths(addJalaliMonths(date, months), -months))).toBe(monthKey(date));
      }),
    );
  });

  test('month, season, week and fiscal year', () => {
    expect(jalaliMonthRange(1404, 12)).toEqual({ from: '2026-02-20', to: '2026-03-20' });
    expect(jalaliSeasonRange(1405, 3)).toEqual({ from: '2026-09-23', to: '2026-12-21' });
    expect(weekStart('2026-11-21')).toBe('2026-11-21');
    expect(weekStart('2026-11-20')).toBe('2026-11-14');
    expect(fiscalYearOf('2026-11-21')).toBe(1405);
    expect(fiscalYearOf('2026-11-21', 7)).toBe(1406);
    expect(fiscalYearRange(1406, 7)).toEqual({ from: fromJalali(1405, 7, 1), to: fromJalali(1406, 6, 31) });
    expect(fiscalYearRange(1405)).toEqual({ from: '2026-03-21', to: '2027-03-20' });
  });

  test('only real days are ISO dates', () => {
    expect(['2026-02-29', '2026-1-01', '2024-02-29', ''].map(isIsoDate)).toEqual([false, false, true, false]);
  });
});

describe('for people', () => {
  test('days', () => {
    expect(formatJalaliDate('2026-11-21')).toBe('۳۰ آبان ۱۴۰۵');
    expect(formatJalaliDate('2026-11-21', 'numeric')).toBe('۱۴۰۵/۰۸/۳۰');
    expect(formatJalaliDate('2026-11-21', 'full')).toBe('شنبه ۳۰ آبان ۱۴۰۵');
    expect(formatJalaliDate('2026-11-21', 'monthYear')).toBe('آبان ۱۴۰۵');
    expect(formatJalaliDate('2026-11-21', 'long', 'en')).toBe('30 Aban 1405');
  });

  test('instants, in Tehran', () => {
    expect(formatJalaliDateTime('2026-11-21T16:00:00Z')).toBe('شنبه ۳۰ آبان ۱۴۰۵، ساعت ۱۹:۳۰');
    expect(formatJalaliDateTime('2026-11-21T16:00:00Z', 'numeric')).toBe('۱۴۰۵/۰۸/۳۰ ۱۹:۳۰');
    expect(formatJalaliDateTime('2026-11-20T20:30:00Z', 'long')).toBe('۳۰ آبان ۱۴۰۵، ساعت ۰۰:۰۰');
  });

  test('near days by name', () => {
    const now = '2026-11-21T16:00:00Z';
    expect(formatRelative('2026-11-21T11:00:00Z', now)).toBe('امروز ۱۴:۳۰');
    expect(formatRelative('2026-11-20T11:00:00Z', now)).toBe('دیروز');
    expect(formatRelative('2026-11-17T11:00:00Z', now)).toBe('سه‌شنبه');
    expect(formatRelative('2026-11-14T11:00:00Z', now)).toBe('۲۳ آبان ۱۴۰۵');
    expect(formatRelative('2026-11-20T20:29:59Z', now)).toBe('دیروز');
    expect(formatRelativeDate('2026-11-22', '2026-11-21')).toBe('فردا');
    expect(formatRelativeDate('2026-11-21', '2026-11-21', 'en')).toBe('Today');
  });
});

describe('Tehran time', () => {
  test('wall clock to instant and back, over all rules of history', () => {
    const instants = fc.integer({ min: Date.UTC(1950, 0, 1) / 60_000, max: Date.UTC(2060, 0, 1) / 60_000 });
    fc.assert(
      fc.property(instants, (minute) => {
        const local = toTehran(minute * 60_000);
        const back = fromTehran(local.date, local.minuteOfDay);
        const again = toTehran(back);
        expect([again.date, again.minuteOfDay]).toEqual([local.date, local.minuteOfDay]);
        // The hour that came twice in autumn gives its first pass.
        expect([0, 30, 60]).toContain(minute - back.getTime() / 60_000);
      }),
      { numRuns: 3000 },
    );
  });

  test('skipped and repeated hours', () => {
    // 2 Farvardin 1400, 00:00 did not exist; 30 Shahrivar 1401, 23:30 came twice.
    expect(fromTehran('2021-03-22', 0).toISOString()).toBe('2021-03-21T20:30:00.000Z');
    expect(fromTehran('2022-09-21', 23 * 60 + 30).toISOString()).toBe('2022-09-21T19:00:00.000Z');
    expect(tehranDayBounds('2022-09-21')).toEqual({
      from: new Date('2022-09-20T19:30:00Z'),
      before: new Date('2022-09-21T20:30:00Z'),
    });
    expect(() => toTehran('no')).toThrow(RangeError);
  });
});

describe('holidays', () => {
  test('1405 has its announced lunar days', () => {
    const lunar = holidaysOf(1405).filter((holiday) => holiday.kind === 'lunar');
    const days = new Set(lunar.map((holiday) => formatJalaliDate(holiday.date, 'ascii').slice(5).replace('/', '-')));
    const expected =
      '01-25 03-06 04-03 04-04 05-13 05-21 05-22 05-30 06-08 08-22 10-02 10-16 11-04 12-09 12-19 12-20'.split(' ');
    for (const day of expected) expect(days).toContain(day);
  });

  test('every year has its solar days, leap years one more', () => {
    const solar = (jy: number) => holidaysOf(jy).filter((holiday) => holiday.kind === 'solar').length;
    expect([1301, 1403, 1405, 1408, 1450].map(solar)).toEqual([10, 11, 10, 11, 10]);
  });

  test('two occasions may share a day', () => {
    const day = holidayIndex(1403, 1403).get(fromJalali(1403, 1, 13));
    expect(day?.map((holiday) => holiday.kind)).toEqual(['solar', 'lunar']);
  });
});
