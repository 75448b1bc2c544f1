import { queryOptions } from '@tanstack/react-query';
import { api } from '~/api/http';
import type { IsoDate } from '~/lib/calendar';

/** The days that differ from the week, as `PATCH /settings/calendar` takes them. */
export interface CalendarDays {
  observesSolarHolidays: boolean;
  holidays: { date: IsoDate; kind: 'lunar' | 'one_off'; title: string }[];
  ignoredHolidays: IsoDate[];
  exceptions: { date: IsoDate; hours: { from: string; to: string }[] }[];
}

/** Answer of `GET /settings/calendar`. */
export interface WorkingCalendarState extends CalendarDays {
  version: number;
  /** Jalali year whose lunar holidays should be known by now. */
  missingLunarYear: number | null;
}

export const workingCalendarQuery = queryOptions({
  queryKey: ['settings', 'calendar'],
  queryFn: () => api.get<WorkingCalendarState>('/settings/calendar'),
});

/** What a company decides about one day. */
export type DayKind = 'lunar' | 'one_off' | 'ignored' | 'exception';

/** One line of the list of days. */
export interface OwnDay {
  date: IsoDate;
  kind: DayKind;
  title: string;
  hours: { from: string; to: string }[];
}

/** Every day that the company has decided about, by date. */
export function ownDays(days: CalendarDays): OwnDay[] {
  return [
    ...days.holidays.map(({ date, kind, title }) => ({ date, kind, title, hours: [] })),
    ...days.ignoredHolidays.map((date) => ({ date, kind: 'ignored' as const, title: '', hours: [] })),
    ...days.exceptions.map(({ date, hours }) => ({ date, kind: 'exception' as const, title: '', hours })),
  ].sort((left, right) => (left.date < right.date ? -1 : left.date > right.date ? 1 : 0));
}

/** The days with one more decision; an earlier one of the same sort about that day gives way. */
export function withDay(days: CalendarDays, day: OwnDay): CalendarDays {
  const { date, kind, title, hours } = day;
  const rest = withoutDay(days, day);
  if (kind === 'ignored') return { ...rest, ignoredHolidays: [...rest.ignoredHolidays, date] };
  if (kind === 'exception') return { ...rest, exceptions: [...rest.exceptions, { date, hours }] };
  return { ...rest, holidays: [...rest.holidays, { date, kind, title }] };
}

/** The days without one decision. */
export function withoutDay(days: CalendarDays, { date, kind, title }: OwnDay): CalendarDays {
  if (kind === 'ignored') return { ...days, ignoredHolidays: days.ignoredHolidays.filter((one) => one !== date) };
  if (kind === 'exception') return { ...days, exceptions: days.exceptions.filter((one) => one.date !== date) };
  const others = days.holidays.filter((one) => one.date !== date || one.kind !== kind || one.title !== title);
  return { ...days, holidays: others };
}
