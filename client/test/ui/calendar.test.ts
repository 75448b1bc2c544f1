import { describe, expect, it } from 'vitest';
import { toJalali } from '~/lib/calendar';
import { monthGrid } from '~/ui/jalali-calendar';
import { placed } from '~/ui/jalali-calendar/week-view';

describe('month grid', () => {
  it('holds Aban 1405 in whole weeks from Saturday', () => {
    const days = monthGrid('2026-11-21');
    expect(days.length % 7).toBe(0);
    expect(days[0]).toBe('2026-10-17');
    expect(days.filter((day) => toJalali(day).jm === 8)).toHaveLength(30);
    expect(days.at(-1)).toBe('2026-11-27');
  });

  it('gives Esfand 30 days in 1403 and 29 in 1404', () => {
    const length = (day: string) => monthGrid(day).filter((other) => toJalali(other).jm === 12).length;
    expect(length('2025-03-01')).toBe(30);
    expect(length('2026-03-01')).toBe(29);
  });
});

describe('week view', () => {
  const event = (id: string, start: string, end: string) => ({
    id,
    title: id,
    startAt: `2026-11-21T${start}:00Z`,
    endAt: `2026-11-21T${end}:00Z`,
  });

  it('puts overlapping events side by side and others alone', () => {
    const items = placed([event('a', '05:30', '06:30'), event('b', '06:00', '07:00'), event('c', '08:00', '09:00')]);
    expect(items.map(({ lane, lanes }) => [lane, lanes])).toEqual([
      [0, 2],
      [1, 2],
      [0, 1],
    ]);
    expect(items[0]?.top).toBe(2 * 44);
  });
});
