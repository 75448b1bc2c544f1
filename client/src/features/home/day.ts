import { queryOptions } from '@tanstack/react-query';
import { DAY_KEY } from '~/api/activities';
import { api } from '~/api/http';
import { daysBetween, tehranDate } from '~/lib/calendar';

/** An activity as it stands in a list of work. */
export interface WorkItem {
  id: string;
  version: number;
  type: 'task' | 'call' | 'meeting';
  subject: string;
  priority: 'urgent' | 'high' | 'normal' | 'low';
  nextStep: boolean;
  dueAt: string | null;
  startAt: string | null;
  doneAt: string | null;
  about: { type: string; id: string } | null;
  accountId: string | null;
  accountName: string | null;
  contactId: string | null;
  contactName: string | null;
}

/** The lead that the work is about, if it is one. */
export function leadOf(item: WorkItem): string | undefined {
  return item.about?.type === 'lead' ? item.about.id : undefined;
}

export const SECTIONS = ['overdue', 'today', 'next'] as const;
export type Section = (typeof SECTIONS)[number];

/** Answer of `GET /me/day`. */
export type Day = Record<Section, WorkItem[]> & {
  date: string;
  counts: { overdue: number; today: number; next: number; done: number; quiet: number; changed: number };
  goneQuiet: Array<{ id: string; name: string; lastContactedAt: string | null }>;
};

export const dayQuery = queryOptions({
  queryKey: DAY_KEY,
  queryFn: ({ signal }) => api.get<Day>('/me/day', { signal }),
  staleTime: 30_000,
});

/** The day without one piece of work; `isDone` counts it among what was done. */
export function withoutItem(day: Day, id: string, isDone: boolean): Day {
  const counts = { ...day.counts, done: day.counts.done + (isDone ? 1 : 0) };
  const lists = SECTIONS.map((section) => {
    const left = day[section].filter((item) => item.id !== id);
    counts[section] -= day[section].length - left.length;
    return [section, left] as const;
  });
  return { ...day, ...Object.fromEntries(lists), counts };
}

/** Whole days that a moment lies before today in Tehran; 0 when it is today or later. */
export function daysLate(dueAt: string | null, today: string): number {
  return dueAt ? Math.max(0, daysBetween(tehranDate(dueAt), today)) : 0;
}
