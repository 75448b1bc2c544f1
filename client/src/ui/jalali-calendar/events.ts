import type { Tone } from '~/api/record-types';
import { type IsoDate, type IsoInstant, tehranDate } from '~/lib/calendar';

/** Something on a calendar: for a whole day (`on`), or from one moment to another. */
export interface CalendarEvent {
  id: string;
  title: string;
  on?: IsoDate;
  startAt?: IsoInstant;
  endAt?: IsoInstant;
  tone?: Tone;
}

export const TONE_CLASSES: Record<Tone, string> = {
  neutral: 'bg-default text-default-foreground',
  accent: 'bg-accent-soft text-accent-soft-foreground',
  success: 'bg-success-soft text-success-soft-foreground',
  warning: 'bg-warning-soft text-warning-soft-foreground',
  danger: 'bg-danger-soft text-danger-soft-foreground',
  information: 'bg-info-soft text-info-soft-foreground',
};

export function dayOf(event: CalendarEvent): IsoDate | undefined {
  return event.on ?? (event.startAt ? tehranDate(event.startAt) : undefined);
}

/** Events by day, whole-day ones first and the rest by their start. */
export function eventsByDay(events: readonly CalendarEvent[]): Map<IsoDate, CalendarEvent[]> {
  const sorted = [...events].sort((left, right) => (left.startAt ?? '').localeCompare(right.startAt ?? ''));
  const days = new Map<IsoDate, CalendarEvent[]>();
  for (const event of sorted) {
    const day = dayOf(event);
    if (!day) continue;
    const list = days.get(day);
    if (list) list.push(event);
    else days.set(day, [event]);
  }
  return days;
}
