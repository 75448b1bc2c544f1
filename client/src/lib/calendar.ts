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

/** Today in Tehran, whatever the device says. */
export function today(now: Date = new Date()): IsoDate {
  return tehranDate(now);
}

/** First day of the Jalali month that holds `date`, moved by `months`. */
export function monthStart(date: IsoDate, months = 0): IsoDate {
  const { jy, jm } = toJalali(date);
  return addJalaliMonths(fromJalali(jy, jm, 1), months);
}
