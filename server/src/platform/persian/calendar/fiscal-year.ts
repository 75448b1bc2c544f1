import type { IsoDate } from './iso-date.js';
import { type DateRange, jalaliMonthRange, toJalali } from './jalali.js';

/**
 * The fiscal year of a day. It carries the number of the Jalali year in which it ends, as companies say it («سال مالی
 * منتهی به شهریور ۱۴۰۵»); with the default start in Farvardin it is the Jalali year itself.
 */
export function fiscalYearOf(date: IsoDate, startMonth = 1): number {
  const { jy, jm } = toJalali(date);
  return startMonth > 1 && jm >= startMonth ? jy + 1 : jy;
}

/** First and last day of a fiscal year, numbered as by `fiscalYearOf`. */
export function fiscalYearRange(fiscalYear: number, startMonth = 1): DateRange {
  if (startMonth === 1) {
    return { from: jalaliMonthRange(fiscalYear, 1).from, to: jalaliMonthRange(fiscalYear, 12).to };
  }
  return {
    from: jalaliMonthRange(fiscalYear - 1, startMonth).from,
    to: jalaliMonthRange(fiscalYear, startMonth - 1).to,
  };
}
