import { describe, expect, test } from '@jest/globals';
import { fromJalali, isWorkingDay, workingMinutesOf } from '../persian/index.js';
import { type CalendarSettings, calendarDaysSchema, DEFAULT_DAYS, DEFAULT_WEEK } from './calendar-settings.js';
import { companyCalendar, companyHolidays } from './company-calendar.js';
import { parseHolidayCsv } from './holiday-csv.js';
import { missingLunarYear } from './missing-lunar-year.js';

const settings: CalendarSettings = {
  ...DEFAULT_WEEK,
  ...DEFAULT_DAYS,
  holidays: [{ date: '2027-01-10', kind: 'one_off', title: 'آلودگی هوا' }],
  ignoredHolidays: [fromJalali(1405, 1, 25)],
  exceptions: [{ date: '2027-01-08', hours: [{ from: '10:00', to: '11:30' }] }],
};

describe('company calendar', () => {
  test('joins the official days with the own ones', () => {
    const calendar = companyCalendar(settings);
    expect(isWorkingDay(calendar, '2027-01-10')).toBe(false);
    expect(workingMinutesOf(calendar, '2027-01-08')).toBe(90);
    expect(workingMinutesOf(calendar, fromJalali(1405, 1, 25))).toBe(480);
    expect(isWorkingDay(calendar, fromJalali(1405, 3, 6))).toBe(false);
  });

  test('lists the holidays of a span by date', () => {
    const titles = companyHolidays(settings, fromJalali(1405, 1, 1), '2027-03-20').map(({ date, title }) => [
      date,
      title,
    ]);
    expect(titles[0]).toEqual(['2026-03-21', 'نوروز']);
    expect(titles).toContainEqual(['2027-01-10', 'آلودگی هوا']);
    expect(titles.map(([date]) => date)).not.toContain(fromJalali(1405, 1, 25));
    expect(titles.map(([date]) => date)).toEqual(titles.map(([date]) => date).sort());
  });

  test('follows the hours and the Thursday rule of the settings', () => {
    const minutes = (change: Partial<CalendarSettings>) => {
      const calendar = companyCalendar({
        ...settings,
        workStart: '07:30',
        workEnd: '15:45',
        thursdayEnd: '11:30',
        ...change,
      });
      return ['2026-11-21', '2026-11-26', '2026-11-27'].map((date) => workingMinutesOf(calendar, date));
    };
    expect(minutes({ thursday: 'half' })).toEqual([495, 240, 0]);
    expect(minutes({ thursday: 'closed' })).toEqual([495, 0, 0]);
    expect(minutes({ thursday: 'full' })).toEqual([495, 495, 0]);
  });

  const exception = (...hours: [string, string][]) => ({
    exceptions: [{ date: '2026-11-21', hours: hours.map(([from, to]) => ({ from, to })) }],
  });

  test.each([
    ['hours that end before they start', exception(['16:00', '08:00']), 'exceptions.0.hours.0'],
    ['hours that overlap', exception(['08:00', '12:00'], ['11:00', '16:00']), 'exceptions.0.hours'],
    ['an hour that no clock shows', exception(['08:00', '25:00']), 'exceptions.0.hours.0.to'],
    ['a day that does not exist', { ignoredHolidays: ['2026-02-30'] }, 'ignoredHolidays.0'],
    ['a day outside of dim_date', { ignoredHolidays: ['2199-01-01'] }, 'ignoredHolidays.0'],
  ])('refuses %s', (_case, change, path) => {
    const parsed = calendarDaysSchema.safeParse({ ...DEFAULT_DAYS, ...change });
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });
});

describe('a file of holidays', () => {
  test('is read with or without head, byte order mark, Jalali or ISO dates', () => {
    expect(
      parseHolidayCsv('\ufeffتاریخ,عنوان\n۱۴۰۶/۰۱/۱۴,شهادت  امام\n2027-06-05,عيد غدیر\n2027-06-05,عيد غدیر\n'),
    ).toEqual({
      holidays: [
        { date: fromJalali(1406, 1, 14), kind: 'lunar', title: 'شهادت امام' },
        { date: '2027-06-05', kind: 'lunar', title: 'عید غدیر' },
      ],
      faults: [],
    });
  });

  test('names each line that cannot be read', () => {
    expect(parseHolidayCsv('1406/12/30,الف\n1406/01/01,\n1406/01/02,ب').faults).toEqual([
      { line: 1, code: 'date.notExist' },
      { line: 2, code: 'holidays.title' },
    ]);
    expect(parseHolidayCsv('"1406/01/01,الف').faults).toEqual([{ line: 1, code: 'holidays.csv' }]);
    expect(parseHolidayCsv('1406/01/01,الف\n'.repeat(1001)).faults).toEqual([{ line: 1001, code: 'holidays.tooMany' }]);
  });
});

describe('the lunar holidays of the coming year', () => {
  const known = {
    ...DEFAULT_DAYS,
    holidays: [{ date: fromJalali(1406, 1, 14), kind: 'lunar' as const, title: 'عید فطر' }],
  };
  test.each([
    ['are not missed before Bahman', DEFAULT_DAYS, fromJalali(1405, 10, 30), null],
    ['are missed from Bahman on', DEFAULT_DAYS, fromJalali(1405, 11, 1), 1406],
    ['are still missed when the year has come', DEFAULT_DAYS, fromJalali(1406, 2, 1), 1406],
    ['are not missed once they are there', known, fromJalali(1405, 12, 29), null],
  ])('%s', (_case, days, today, year) => {
    expect(missingLunarYear(days, today)).toBe(year);
  });
});
