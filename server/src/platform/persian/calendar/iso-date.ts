/** A calendar day as the API and the database keep it: Gregorian `YYYY-MM-DD`. */
export type IsoDate = string;

const DAY_MS = 86_400_000;
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days since 1970-01-01, negative before it. @throws RangeError when `date` is not a real `YYYY-MM-DD` day */
export function toEpochDay(date: IsoDate): number {
  const match = ISO_DATE.exec(date);
  if (match !== null) {
    const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
    const time = Date.UTC(year, month - 1, day);
    const real = new Date(time);
    if (real.getUTCFullYear() === year && real.getUTCMonth() === month - 1 && real.getUTCDate() === day) {
      return time / DAY_MS;
    }
  }
  throw new RangeError(`not a calendar date: ${date}`);
}

/** The day that is `epochDay` days after 1970-01-01. */
export function fromEpochDay(epochDay: number): IsoDate {
  return new Date(epochDay * DAY_MS).toISOString().slice(0, 10);
}

/** True for a `YYYY-MM-DD` that exists in the Gregorian calendar. */
export function isIsoDate(text: string): boolean {
  try {
    toEpochDay(text);
    return true;
  } catch {
    return false;
  }
}

/** Moves a day by whole days, forwards or backwards. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return fromEpochDay(toEpochDay(date) + days);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return toEpochDay(to) - toEpochDay(from);
}

/** Day of the Iranian week: 0 = Saturday … 6 = Friday. */
export function weekdayOf(date: IsoDate): number {
  // 1970-01-01 was a Thursday, the sixth day of the week.
  return (((toEpochDay(date) + 5) % 7) + 7) % 7;
}

/** The Saturday on or before the day. */
export function weekStart(date: IsoDate): IsoDate {
  return addDays(date, -weekdayOf(date));
}
