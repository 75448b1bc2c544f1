import { expect, test } from 'vitest';
import { type CalendarDays, type OwnDay, ownDays, withDay, withoutDay } from './working-calendar';

const days: CalendarDays = {
  observesSolarHolidays: true,
  holidays: [{ date: '2027-04-03', kind: 'lunar', title: 'عید فطر' }],
  ignoredHolidays: ['2026-06-04'],
  exceptions: [{ date: '2026-12-04', hours: [{ from: '08:00', to: '12:00' }] }],
};

test('lists every decision by date', () => {
  expect(ownDays(days).map(({ date, kind }) => [date, kind])).toEqual([
    ['2026-06-04', 'ignored'],
    ['2026-12-04', 'exception'],
    ['2027-04-03', 'lunar'],
  ]);
});

test('a new decision about hours of a day takes the place of the old one', () => {
  const day: OwnDay = { date: '2026-12-04', kind: 'exception', title: '', hours: [] };
  expect(withDay(days, day).exceptions).toEqual([{ date: '2026-12-04', hours: [] }]);
});

test('two occasions may share a day, and each can be taken away alone', () => {
  const other: OwnDay = { date: '2027-04-03', kind: 'lunar', title: 'دیگر', hours: [] };
  const both = withDay(days, other);
  expect(both.holidays).toHaveLength(2);
  expect(withoutDay(both, other)).toEqual(days);
});
