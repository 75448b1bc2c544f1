import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addWorkingMinutes,
  announcedHolidays,
  fromTehran,
  isWorkingDay,
  nextWorkingDay,
  type WorkingCalendar,
  workingDaysBetween,
  workingMinutesBetween,
  workingMinutesOf,
  workingWeek,
} from './index.js';

const calendar: WorkingCalendar = {
  week: workingWeek(),
  closed: new Set([...announcedHolidays().map((holiday) => holiday.date), '2026-11-23']),
  exceptions: new Map([['2026-11-27', [{ from: 600, to: 660 }]]]),
};

/** 21 November 2026 is a Saturday. */
const at = (date: string, hour: number, minute = 0) => fromTehran(date, hour * 60 + minute);

describe('working days', () => {
  test('follow week, Thursday rule, holidays, closures and exceptions', () => {
    expect(workingMinutesOf(calendar, '2026-11-21')).toBe(480);
    expect(workingMinutesOf(calendar, '2026-11-26')).toBe(240);
    expect(isWorkingDay(calendar, '2026-11-20')).toBe(false);
    expect(isWorkingDay(calendar, '2026-11-23')).toBe(false);
    expect(workingMinutesOf(calendar, '2026-11-27')).toBe(60);
    expect(isWorkingDay(calendar, '2026-03-21')).toBe(false);
    expect(isWorkingDay({ ...calendar, observesSolarHolidays: false }, '2026-03-21')).toBe(true);
    expect(isWorkingDay({ week: workingWeek('closed'), closed: new Set() }, '2026-11-26')).toBe(false);
    expect(nextWorkingDay(calendar, '2026-11-22')).toBe('2026-11-24');
    expect(workingDaysBetween(calendar, '2026-11-21', '2026-11-27')).toBe(6);
  });

  test('a year without work is said, not searched for ever', () => {
    const closed: WorkingCalendar = { week: [[], [], [], [], [], [], []], closed: new Set() };
    expect(() => nextWorkingDay(closed, '2026-11-21')).toThrow(RangeError);
    expect(() => addWorkingMinutes(closed, at('2026-11-21', 8), 1)).toThrow(RangeError);
    expect(() => addWorkingMinutes(calendar, at('2026-11-21', 8), -1)).toThrow(RangeError);
  });
});

describe('working minutes', () => {
  test.each([
    ['within a day', at('2026-11-21', 9), at('2026-11-21', 10, 30), 90],
    ['before and after hours', at('2026-11-21', 6), at('2026-11-21', 20), 480],
    ['over a closed day', at('2026-11-22', 15), at('2026-11-24', 9), 120],
    ['over the end of the week', at('2026-11-26', 11), at('2026-11-28', 9), 180],
    ['backwards', at('2026-11-21', 10), at('2026-11-21', 9), -60],
    ['over Nowruz', at('2026-03-19', 8), at('2026-03-25', 8, 1), 240 + 1],
  ])('%s', (_case, from, to, minutes) => {
    expect(workingMinutesBetween(calendar, from, to)).toBe(minutes);
  });

  test.each([
    ['to the end of the day', at('2026-11-21', 8), 480, at('2026-11-21', 16)],
    ['over the closed Monday', at('2026-11-22', 15), 61, at('2026-11-24', 8, 1)],
    ['from outside the hours', at('2026-11-20', 12), 30, at('2026-11-21', 8, 30)],
    ['none: the next working moment', at('2026-11-21', 16), 0, at('2026-11-22', 8)],
    ['in a split day', at('2026-11-26', 11), 60 + 30, at('2026-11-27', 10, 30)],
  ])('added: %s', (_case, from, minutes, due) => {
    expect(addWorkingMinutes(calendar, from, minutes)).toEqual(due);
  });

  test('adding and measuring agree', () => {
    const start = fc.integer({ min: Date.UTC(2016, 3, 1) / 60_000, max: Date.UTC(2026, 11, 1) / 60_000 });
    fc.assert(
      fc.property(start, fc.integer({ min: 0, max: 20_000 }), (minute, added) => {
        const from = new Date(minute * 60_000);
        expect(workingMinutesBetween(calendar, from, addWorkingMinutes(calendar, from, added))).toBe(added);
      }),
    );
  });
});
