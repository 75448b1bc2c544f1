import { isValidJalaaliDate, jalaaliMonthLength, toGregorian, toJalaali } from 'jalaali-js';
import { fromEpochDay, type IsoDate, toEpochDay } from './iso-date.js';

/** A day of the Jalali (Solar Hijri) calendar: year, month 1..12, day 1..31. */
export interface JalaliDate {
  jy: number;
  jm: number;
  jd: number;
}

/** First and last day of a span of days, both included. */
export interface DateRange {
  from: IsoDate;
  to: IsoDate;
}

const MIN_YEAR = 1000;
/** A typed year from here on is Gregorian. */
export const GREGORIAN_FROM_YEAR = 1700;

/** True when the day exists: 1403-12-30 does (leap), 1404-12-30 does not. Years 1000..1699. */
export function isValidJalali(jy: number, jm: number, jd: number): boolean {
  return (
    Number.isInteger(jy) &&
    Number.isInteger(jm) &&
    Number.isInteger(jd) &&
    jy >= MIN_YEAR &&
    jy < GREGORIAN_FROM_YEAR &&
    isValidJalaaliDate(jy, jm, jd)
  );
}

/** The Jalali day of a Gregorian `YYYY-MM-DD`. @throws RangeError when the day does not exist */
export function toJalali(date: IsoDate): JalaliDate {
  toEpochDay(date);
  return toJalaali(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)));
}

/** The Gregorian `YYYY-MM-DD` of a Jalali day. @throws RangeError when the day does not exist (1404-12-30) */
export function fromJalali(jy: number, jm: number, jd: number): IsoDate {
  if (!isValidJalali(jy, jm, jd)) throw new RangeError(`not a Jalali date: ${jy}-${jm}-${jd}`);
  const { gy, gm, gd } = toGregorian(jy, jm, jd);
  return fromEpochDay(Date.UTC(gy, gm - 1, gd) / 86_400_000);
}

/** Days in a Jalali month: 31, 30 or 29. */
export function jalaliMonthLength(jy: number, jm: number): number {
  return jalaaliMonthLength(jy, jm);
}

/** True for a year of 366 days (1403, 1408, …; astronomical). */
export function isJalaliLeapYear(jy: number): boolean {
  return jalaaliMonthLength(jy, 12) === 30;
}

/** Season 1..4 (spring first) of a Jalali month. */
export function seasonOf(jm: number): number {
  return Math.ceil(jm / 3);
}

/** Number of the day in its Jalali year, 1..366. */
export function jalaliDayOfYear(date: IsoDate): number {
  const { jy } = toJalali(date);
  return toEpochDay(date) - toEpochDay(fromJalali(jy, 1, 1)) + 1;
}

/** Month as one number for grouping, e.g. 140508; equal to `dim_date.month_key`. */
export function monthKey(date: IsoDate): number {
  const { jy, jm } = toJalali(date);
  return jy * 100 + jm;
}

/** Moves by Jalali months and clamps to the month's end: 1403-06-31 plus one month is 1403-07-30. */
export function addJalaliMonths(date: IsoDate, months: number): IsoDate {
  const { jy, jm, jd } = toJalali(date);
  const index = jy * 12 + (jm - 1) + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return fromJalali(year, month, Math.min(jd, jalaliMonthLength(year, month)));
}

/** Moves by Jalali years and clamps: 1403-12-30 plus one year is 1404-12-29. */
export function addJalaliYears(date: IsoDate, years: number): IsoDate {
  return addJalaliMonths(date, years * 12);
}

/** First and last day of a Jalali month. */
export function jalaliMonthRange(jy: number, jm: number): DateRange {
  return { from: fromJalali(jy, jm, 1), to: fromJalali(jy, jm, jalaliMonthLength(jy, jm)) };
}

/** First and last day of a season (1..4) of a Jalali year. */
export function jalaliSeasonRange(jy: number, season: number): DateRange {
  return { from: jalaliMonthRange(jy, season * 3 - 2).from, to: jalaliMonthRange(jy, season * 3).to };
}

/** First and last day of a Jalali year. */
export function jalaliYearRange(jy: number): DateRange {
  return { from: fromJalali(jy, 1, 1), to: jalaliMonthRange(jy, 12).to };
}

/** The day on which a birthday or anniversary falls in `jy`: 30 Esfand is kept on the 29th in common years. */
export function anniversaryIn(date: IsoDate, jy: number): IsoDate {
  const { jm, jd } = toJalali(date);
  return fromJalali(jy, jm, Math.min(jd, jalaliMonthLength(jy, jm)));
}
