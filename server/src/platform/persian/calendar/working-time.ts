import { solarHolidays } from './holidays.js';
import { addDays, fromEpochDay, type IsoDate, toEpochDay, weekdayOf } from './iso-date.js';
import { fromTehran, toTehran } from './tehran-time.js';

/** Minutes of the local day, start included, end excluded: `{ from: 480, to: 960 }` is 08:00 to 16:00. */
export interface WorkingHours {
  from: number;
  to: number;
}

/** When a company or branch works. */
export interface WorkingCalendar {
  /** Seven days from Saturday, each with its spans in order; an empty list is a closed day. */
  week: readonly (readonly WorkingHours[])[];
  /** Days closed besides the solar holidays: lunar holidays and own closures. */
  closed: ReadonlySet<IsoDate>;
  /** Days with other hours than their weekday; wins over every holiday (`[]` closes a day). */
  exceptions?: ReadonlyMap<IsoDate, readonly WorkingHours[]>;
  /** False for a company that works on solar holidays. Default true. */
  observesSolarHolidays?: boolean;
}

const FULL_DAY: readonly WorkingHours[] = [{ from: 480, to: 960 }];
const HALF_DAY: readonly WorkingHours[] = [{ from: 480, to: 720 }];

/** What Thursday is: both ways are common, so it is a setting. */
export type ThursdayRule = 'half' | 'closed' | 'full';

/** Saturday to Wednesday 08:00-16:00, Thursday by rule (half is 08:00-12:00, 44 hours a week), Friday closed. */
export function workingWeek(thursday: ThursdayRule = 'half'): WorkingCalendar['week'] {
  const thursdayHours = { half: HALF_DAY, closed: [], full: FULL_DAY }[thursday];
  return [FULL_DAY, FULL_DAY, FULL_DAY, FULL_DAY, FULL_DAY, thursdayHours, []];
}

const LONGEST_CLOSURE_DAYS = 366;
const solarByYear = new Map<number, ReadonlySet<IsoDate>>();

function solarHolidaysOf(jy: number): ReadonlySet<IsoDate> {
  let days = solarByYear.get(jy);
  if (days === undefined) {
    days = new Set(solarHolidays(jy).map((holiday) => holiday.date));
    solarByYear.set(jy, days);
  }
  return days;
}

/** True on 1-4, 12, 13 Farvardin and the other fixed days, every year. */
export function isSolarHoliday(date: IsoDate): boolean {
  // A Gregorian year meets two Jalali years; looking in both is far quicker than converting the day.
  const year = Number(date.slice(0, 4));
  return solarHolidaysOf(year - 621).has(date) || solarHolidaysOf(year - 622).has(date);
}

/** True for an official holiday or own closure. Friday alone does not count. */
export function isHoliday(calendar: WorkingCalendar, date: IsoDate): boolean {
  return calendar.closed.has(date) || (calendar.observesSolarHolidays !== false && isSolarHoliday(date));
}

/** The working spans of a day, empty when it is closed. */
export function workingHoursOf(calendar: WorkingCalendar, date: IsoDate): readonly WorkingHours[] {
  const exception = calendar.exceptions?.get(date);
  if (exception !== undefined) return exception;
  if (isHoliday(calendar, date)) return [];
  return calendar.week[weekdayOf(date)] ?? [];
}

/** Working minutes of a whole day. */
export function workingMinutesOf(calendar: WorkingCalendar, date: IsoDate): number {
  return workingHoursOf(calendar, date).reduce((sum, { from, to }) => sum + to - from, 0);
}

/** True when at least a part of the day is worked. */
export function isWorkingDay(calendar: WorkingCalendar, date: IsoDate): boolean {
  return workingMinutesOf(calendar, date) > 0;
}

/** The first working day after `date`. @throws RangeError when none comes within a year */
export function nextWorkingDay(calendar: WorkingCalendar, date: IsoDate): IsoDate {
  for (let days = 1; days <= LONGEST_CLOSURE_DAYS; days += 1) {
    const next = addDays(date, days);
    if (isWorkingDay(calendar, next)) return next;
  }
  throw new RangeError(`no working day within a year after ${date}`);
}

/** Working days from `from` to `to`, both included: «what is needed per working day». */
export function workingDaysBetween(calendar: WorkingCalendar, from: IsoDate, to: IsoDate): number {
  let count = 0;
  for (let date = from; date <= to; date = addDays(date, 1)) if (isWorkingDay(calendar, date)) count += 1;
  return count;
}

/** Working minutes of one day that lie in [from, to), minutes of the day. */
function overlap(calendar: WorkingCalendar, date: IsoDate, from: number, to: number): number {
  let sum = 0;
  for (const span of workingHoursOf(calendar, date)) {
    sum += Math.max(0, Math.min(span.to, to) - Math.max(span.from, from));
  }
  return sum;
}

/** Working minutes from one instant to another, by the Tehran clock and in whole minutes; negative when `to` is earlier. */
export function workingMinutesBetween(calendar: WorkingCalendar, from: Date | string, to: Date | string): number {
  if (new Date(to) < new Date(from)) return 0 - workingMinutesBetween(calendar, to, from);
  const start = toTehran(from);
  const end = toTehran(to);
  if (start.date === end.date) return overlap(calendar, start.date, start.minuteOfDay, end.minuteOfDay);
  let minutes =
    overlap(calendar, start.date, start.minuteOfDay, 1440) + overlap(calendar, end.date, 0, end.minuteOfDay);
  const lastDay = toEpochDay(end.date);
  for (let day = toEpochDay(start.date) + 1; day < lastDay; day += 1) {
    minutes += workingMinutesOf(calendar, fromEpochDay(day));
  }
  return minutes;
}

/**
 * The instant at which `minutes` of working time have passed: the due time of a promise. Zero gives the first working
 * moment at or after `from`.
 * @throws RangeError for negative minutes, or when no working time comes within a year
 */
export function addWorkingMinutes(calendar: WorkingCalendar, from: Date | string, minutes: number): Date {
  if (minutes < 0) throw new RangeError('working minutes to add must not be negative');
  let { date, minuteOfDay } = toTehran(from);
  let left = minutes;
  for (let idleDays = 0; idleDays <= LONGEST_CLOSURE_DAYS; idleDays += 1) {
    for (const span of workingHoursOf(calendar, date)) {
      const start = Math.max(span.from, minuteOfDay);
      if (start >= span.to) continue;
      if (left < span.to - start || (left === span.to - start && left > 0)) return fromTehran(date, start + left);
      left -= span.to - start;
      idleDays = 0;
    }
    date = addDays(date, 1);
    minuteOfDay = 0;
  }
  throw new RangeError('no working time within a year');
}
