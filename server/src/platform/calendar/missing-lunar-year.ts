import { announcedHolidays, type IsoDate, toJalali } from '../persian/index.js';
import type { CalendarDays } from './calendar-settings.js';

/** The month from which the holidays of the coming year are due: Bahman, when the calendar office has announced them. */
const DUE_MONTH = 11;

/** The Jalali year whose lunar holidays are not known though they should be by `today`; null while none is missing. */
export function missingLunarYear(days: CalendarDays, today: IsoDate): number | null {
  const known = new Set(
    [...announcedHolidays(), ...days.holidays]
      .filter(({ kind }) => kind === 'lunar')
      .map(({ date }) => toJalali(date).jy),
  );
  const { jy, jm } = toJalali(today);
  if (!known.has(jy)) return jy;
  return jm >= DUE_MONTH && !known.has(jy + 1) ? jy + 1 : null;
}
