import {
  addDays,
  jalaliMonthRange,
  jalaliSeasonRange,
  jalaliYearRange,
  seasonOf,
  toJalali,
  weekStart,
} from '../../persian/index.js';
import type { GroupSpan } from './summary-query.js';

/** Days of a group of dates; `to` is the last of them. */
export interface GroupDays {
  readonly from: string;
  readonly to: string;
}

/** The span of time that holds `day`. */
export function daysAround(day: string, span: GroupSpan): GroupDays {
  if (span === 'day') return { from: day, to: day };
  if (span === 'week') {
    const from = weekStart(day);
    return { from, to: addDays(from, 6) };
  }
  const { jy, jm } = toJalali(day);
  if (span === 'month') return jalaliMonthRange(jy, jm);
  if (span === 'season') return jalaliSeasonRange(jy, seasonOf(jm));
  return jalaliYearRange(jy);
}

/** How rows of one span are told from those of another, over `dim_date d`; a day outside of it stands for itself. */
export const SPAN_KEYS: Readonly<Record<GroupSpan, string>> = {
  day: 'x.k',
  week: 'coalesce(d.week_start, x.k)',
  month: `coalesce(d.month_key::text, x.k::text)`,
  season: `coalesce((d.jy * 10 + d.season)::text, x.k::text)`,
  year: `coalesce(d.jy::text, x.k::text)`,
};
