import { clock } from '../context/clock.js';
import {
  addDays,
  addJalaliMonths,
  addJalaliYears,
  fromTehran,
  jalaliMonthRange,
  jalaliSeasonRange,
  jalaliYearRange,
  type Period,
  seasonOf,
  SPAN_UNITS,
  type SpanUnit,
  tehranDate,
  toJalali,
  weekStart,
} from '../persian/index.js';

/** Half-open range of calendar days `[from, to)` in Gregorian ISO. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

function halfOpen({ from, to }: DayRange): DayRange {
  return { from, to: addDays(to, 1) };
}

const SHIFT = { last: -1, this: 0, next: 1 } as const;

/** The days of a named period, seen from today in Tehran. */
export function periodDays(period: Period, today = tehranDate(clock.now())): DayRange {
  if (period === 'today') return { from: today, to: addDays(today, 1) };
  if (period === 'yesterday') return { from: addDays(today, -1), to: today };
  if (period === 'tomorrow') return { from: addDays(today, 1), to: addDays(today, 2) };
  const [, word, unit] = /^(this|last|next)(.*)$/.exec(period) as unknown as [string, keyof typeof SHIFT, string];
  const shift = SHIFT[word];
  if (unit === 'Week') {
    const from = addDays(weekStart(today), shift * 7);
    return { from, to: addDays(from, 7) };
  }
  const { jy, jm } = toJalali(today);
  if (unit === 'JalaliYear') return halfOpen(jalaliYearRange(jy + shift));
  if (unit === 'JalaliSeason') {
    const season = jy * 4 + (seasonOf(jm) - 1) + shift;
    return halfOpen(jalaliSeasonRange(Math.floor(season / 4), (season % 4) + 1));
  }
  const month = jy * 12 + (jm - 1) + shift;
  return halfOpen(jalaliMonthRange(Math.floor(month / 12), (month % 12) + 1));
}

export type Span = Partial<Record<SpanUnit, number>>;

/** Whether `value` is a span such as `{ months: 3 }` with one unit or more. */
export function isSpan(value: unknown): value is Span {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length > 0 &&
    entries.every(
      ([unit, n]) =>
        (SPAN_UNITS as readonly string[]).includes(unit) && Number.isInteger(n) && Math.abs(n as number) <= 100_000,
    )
  );
}

/** The day that lies `span` before (`sign` -1) or after (1) `day`; months and years are Jalali. */
export function shiftDay(day: string, span: Span, sign: 1 | -1): string {
  const months = addJalaliMonths(addJalaliYears(day, sign * (span.years ?? 0)), sign * (span.months ?? 0));
  return addDays(months, sign * ((span.weeks ?? 0) * 7 + (span.days ?? 0)));
}

/** The instant that lies `span` before or after now. Days and longer keep the time of day in Tehran. */
export function shiftNow(span: Span, sign: 1 | -1): Date {
  const now = clock.now();
  const today = tehranDate(now);
  const moved = fromTehran(shiftDay(today, span, sign)).getTime() + (now.getTime() - fromTehran(today).getTime());
  return new Date(moved + sign * ((span.hours ?? 0) * 3_600_000 + (span.minutes ?? 0) * 60_000));
}
