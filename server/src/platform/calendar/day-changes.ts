import { addDays, type IsoDate, type WorkingCalendar, workingMinutesOf } from '../persian/index.js';
import type { CalendarSettings } from './calendar-settings.js';
import { companyCalendar } from './company-calendar.js';

/** A day on which people would work longer or shorter than now; minutes. */
export interface DayChange {
  readonly date: IsoDate;
  readonly before: number;
  readonly after: number;
}

/** Days looked at: what lies further ahead is hardly planned yet. */
const DAYS_AHEAD = 800;

/** The days from `today` on whose working time differs between two settings, by date. */
export function dayChanges(before: CalendarSettings, after: CalendarSettings, today: IsoDate): DayChange[] {
  const [now, then]: WorkingCalendar[] = [companyCalendar(before), companyCalendar(after)];
  const changes: DayChange[] = [];
  for (let ahead = 0; ahead < DAYS_AHEAD; ahead += 1) {
    const date = addDays(today, ahead);
    const [was, is] = [workingMinutesOf(now as WorkingCalendar, date), workingMinutesOf(then as WorkingCalendar, date)];
    if (was !== is) changes.push({ date, before: was, after: is });
  }
  return changes;
}
