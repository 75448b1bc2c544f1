import { CalendarDate, PersianCalendar } from '@internationalized/date';
import { addJalaliMonths, fromJalali, type IsoDate, tehranDate, toJalali } from '@peyvand/server/persian';

export {
  addDays,
  addJalaliMonths,
  daysBetween,
  fromTehran,
  type IsoDate,
  isIsoDate,
  parseJalaliInput,
  toJalali,
  toTehran,
  tehranDate,
  weekdayOf,
  weekStart,
} from '@peyvand/server/persian';

/** ISO 8601 instant in UTC. */
export type IsoInstant = string;

const persian = new PersianCalendar();

/** Today in Tehran, whatever the device says. */
export function today(now: Date = new Date()): IsoDate {
  return tehranDate(now);
}

/** First day of the Jalali month that holds `date`, moved by `months`. */
export function monthStart(date: IsoDate, months = 0): IsoDate {
  const { jy, jm } = toJalali(date);
  return addJalaliMonths(fromJalali(jy, jm, 1), months);
}

/** The value a React Aria calendar works on. */
export function toCalendarDate(date: IsoDate): CalendarDate {
  const { jy, jm, jd } = toJalali(date);
  return new CalendarDate(persian, jy, jm, jd);
}

/** ISO date of a React Aria calendar's value, whatever calendar that one is in. */
export function fromCalendarDate(date: { toDate(timeZone: string): Date }): IsoDate {
  return date.toDate('UTC').toISOString().slice(0, 10);
}
