import type { Filter } from '~/api/filter';
import type { RecordBase } from '~/api/records';
import { daysBetween, today, tehranDate } from '~/lib/calendar';
import { type ListSearch, listSearch, oneOf } from '~/app/list-search';

export interface Activity extends RecordBase {
  subject: string;
  type: 'task' | 'call' | 'meeting';
  dueAt: string | null;
  startAt: string | null;
  endAt: string | null;
  doneAt: string | null;
}

/** A row of the activity list with its own fields named. */
export const asActivity = (row: RecordBase) => row as Activity;

/** Which activities the list holds before the reader filters. */
export const SHOWS = ['mine', 'late', 'open', 'all'] as const;
export type Show = (typeof SHOWS)[number];

/** Search parameters of the activity list. */
export function activitySearch(raw: Record<string, unknown>): ListSearch & { show?: Show } {
  const show = oneOf(raw.show, SHOWS);
  return { ...listSearch(raw), ...(show ? { show } : {}) };
}

const OPEN: Filter = { field: 'doneAt', op: 'empty' };
const MINE: Filter = { field: 'assigneeId', op: 'eq', value: { me: true } };

/** Condition behind each of the choices. */
export const FILTERS: Record<Show, Filter | undefined> = {
  mine: { and: [MINE, OPEN] },
  late: { and: [MINE, OPEN, { field: 'dueAt', op: 'lt', value: { ago: { minutes: 0 } } }] },
  open: OPEN,
  all: undefined,
};

/** Whole days of Tehran that an open activity is late; 0 when it is not. */
export function daysLate(activity: Pick<Activity, 'dueAt' | 'doneAt'>): number {
  if (activity.doneAt || !activity.dueAt) return 0;
  return Math.max(0, daysBetween(tehranDate(activity.dueAt), today()));
}

/** What a form for an activity asks first. */
export const ACTIVITY_MAIN_FIELDS = ['subject', 'type', 'dueAt', 'accountId', 'contactId', 'priority', 'assigneeId'];
