import { holidaysOf, isWorkingDay, toJalali, type ThursdayRule, workingWeek } from '@peyvand/server/persian';
import type { IsoDate } from './calendar';

/** Names of the official holidays of the Jalali years that `dates` touch, by day. */
export function holidayNames(...dates: readonly IsoDate[]): ReadonlyMap<IsoDate, string> {
  const years = new Set(dates.map((date) => toJalali(date).jy));
  const names = new Map<IsoDate, string>();
  for (const year of years)
    for (const { date, title } of holidaysOf(year)) {
      const other = names.get(date);
      names.set(date, other ? `${other}، ${title}` : title);
    }
  return names;
}

/** Whether people work on a day: the week with the company's rule for Thursday, less the official holidays. */
export function isWorkDay(date: IsoDate, thursday: ThursdayRule = 'half'): boolean {
  return isWorkingDay({ week: workingWeek(thursday), closed: new Set(holidayNames(date).keys()) }, date);
}

/** The company's rule for Thursday from the settings of `GET /me`; half a day when it says nothing. */
export function thursdayRule(value: unknown): ThursdayRule {
  return value === 'closed' || value === 'full' ? value : 'half';
}
