import { addJalaliMonths, fromJalali } from '@peyvand/server/persian';
import { addDays, type IsoDate } from '~/lib/calendar';
import { formatMonth } from '~/lib/format';

/** First day of a Jalali month written `1405-08`. */
export function monthFirst(month: string): IsoDate {
  const [jy = 1400, jm = 1] = month.split('-').map(Number);
  return fromJalali(jy, jm, 1);
}

/** First and last day of a Jalali month, both included. */
export function monthDays(month: string): [IsoDate, IsoDate] {
  const first = monthFirst(month);
  return [first, addDays(addJalaliMonths(first, 1), -1)];
}

/** `آبان ۱۴۰۵` from `1405-08`. */
export function monthTitle(month: string): string {
  return formatMonth(monthFirst(month));
}
