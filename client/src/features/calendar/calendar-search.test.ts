import { describe, expect, it } from 'vitest';
import { calendarSearch, shownDays, stepped } from './calendar-search';

describe('the days of the calendar', () => {
  it('shows whole weeks around a Jalali month', () => {
    // Aban 1405 runs from Friday 23 October to Saturday 21 November 2026.
    expect(shownDays('month', '2026-11-05')).toEqual(['2026-10-17', '2026-11-28']);
  });

  it('shows Saturday to Friday as a week', () => {
    expect(shownDays('week', '2026-11-25')).toEqual(['2026-11-21', '2026-11-28']);
  });

  it('steps by Jalali months and by weeks', () => {
    expect(stepped('month', '2026-11-05', 1)).toBe('2026-11-22');
    expect(stepped('week', '2026-11-25', -1)).toBe('2026-11-18');
  });

  it('leaves out an address that names no day', () => {
    expect(calendarSearch({ date: '2026-13-40', view: 'year' })).toMatchObject({ date: undefined, view: undefined });
  });
});
