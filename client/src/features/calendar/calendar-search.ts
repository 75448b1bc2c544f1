import { oneOf, textParam } from '~/app/list-search';
import { addDays, type IsoDate, isIsoDate, monthStart, today, weekStart } from '~/lib/calendar';
import { monthGrid } from '~/ui/jalali-calendar/month-grid';

export const VIEWS = ['month', 'week'] as const;
export type View = (typeof VIEWS)[number];

/** Search parameters of the calendar. */
export interface CalendarSearch {
  date?: IsoDate | undefined;
  view?: View | undefined;
  whose?: 'everyone' | undefined;
  /** Id of an activity shown in the side sheet. */
  peek?: string | undefined;
}

export function calendarSearch(raw: Record<string, unknown>): CalendarSearch {
  const date = textParam(raw.date);
  return {
    date: date && isIsoDate(date) ? date : undefined,
    view: oneOf(raw.view, VIEWS),
    whose: oneOf(raw.whose, ['everyone']),
    peek: textParam(raw.peek),
  };
}

/** First day on screen and the day after the last. */
export function shownDays(view: View, date: IsoDate): [IsoDate, IsoDate] {
  if (view === 'week') return [weekStart(date), addDays(weekStart(date), 7)];
  const days = monthGrid(date);
  return [days[0] ?? date, addDays(days.at(-1) ?? date, 1)];
}

/** The same place one step on or back. */
export function stepped(view: View, date: IsoDate, steps: number): IsoDate {
  return view === 'week' ? addDays(date, 7 * steps) : monthStart(date, steps);
}

export const startDate = (date: IsoDate | undefined): IsoDate => date ?? today();
