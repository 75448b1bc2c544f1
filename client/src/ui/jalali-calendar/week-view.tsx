import { addDays, fromTehran, type IsoDate, today, toTehran, weekStart } from '~/lib/calendar';
import { cn } from '~/lib/cn';
import { formatDateLong, formatDayNumber, formatTime, localDigits, weekdayNames } from '~/lib/format';
import { usePreferences } from '~/lib/preferences';
import { type CalendarEvent, eventsByDay, TONE_CLASSES } from './events';

interface WeekViewProps {
  /** Any day of the week to show. */
  date: IsoDate;
  events: readonly CalendarEvent[];
  holidays?: ReadonlyMap<IsoDate, string>;
  onOpen?: (event: CalendarEvent) => void;
  /** Told the moment that was clicked, to the half hour. */
  onPickTime?: (instant: string) => void;
}

const HOUR = 44;
const FROM = 7;
const TO = 21;
const SHORTEST = 24;

/** Saturday to Friday by the hour, in Tehran time. Whole-day things stand on top. */
export function WeekView({ date, events, holidays, onOpen, onPickTime }: WeekViewProps) {
  usePreferences();
  const start = weekStart(date);
  const days = Array.from({ length: 7 }, (_, index) => addDays(start, index));
  const byDay = eventsByDay(events);
  const hours = Array.from({ length: TO - FROM }, (_, index) => FROM + index);
  const now = today();
  return (
    <div className="overflow-auto rounded-xl border border-hairline bg-surface">
      <div className="grid min-w-[44rem] grid-cols-[3.5rem_repeat(7,minmax(0,1fr))]">
        <span className="sticky top-0 z-10 border-b border-hairline bg-surface-secondary" />
        {days.map((day, index) => (
          <div
            key={day}
            className={cn(
              'sticky top-0 z-10 border-b border-hairline bg-surface-secondary px-1 py-1.5 text-center text-xs',
              (index === 6 || holidays?.has(day)) && 'text-danger-soft-foreground',
            )}
            title={formatDateLong(day)}
          >
            {weekdayNames('long')[index]}{' '}
            <span
              className={cn(
                'inline-grid size-6 place-items-center rounded-full',
                day === now && 'bg-accent font-bold text-accent-foreground',
              )}
            >
              {formatDayNumber(day)}
            </span>
            {(byDay.get(day) ?? [])
              .filter((event) => !event.startAt)
              .map((event) => (
                <button
                  key={event.id}
                  type="button"
                  onClick={() => onOpen?.(event)}
                  className={cn(
                    'mt-1 block w-full cursor-pointer truncate rounded-md px-1.5 text-start text-2xs',
                    TONE_CLASSES[event.tone ?? 'accent'],
                  )}
                >
                  {event.title}
                </button>
              ))}
          </div>
        ))}
        <div>
          {hours.map((hour) => (
            <div key={hour} className="pe-2 text-end text-2xs text-muted" style={{ height: HOUR }}>
              {localDigits(`${String(hour).padStart(2, '0')}:00`)}
            </div>
          ))}
        </div>
        {days.map((day) => (
          <div
            key={day}
            className="relative border-s border-hairline bg-[linear-gradient(to_bottom,var(--separator)_1px,transparent_1px)]"
            style={{ height: hours.length * HOUR, backgroundSize: `100% ${HOUR}px` }}
            onDoubleClick={(event) => {
              const offset = event.clientY - event.currentTarget.getBoundingClientRect().top;
              const minute = FROM * 60 + Math.floor(offset / (HOUR / 2)) * 30;
              onPickTime?.(fromTehran(day, minute).toISOString());
            }}
          >
            {placed((byDay.get(day) ?? []).filter((event) => event.startAt)).map(
              ({ event, top, height, lane, lanes }) => (
                <button
                  key={event.id}
                  type="button"
                  onClick={() => onOpen?.(event)}
                  className={cn(
                    'absolute cursor-pointer overflow-hidden rounded-md border border-surface px-1.5 text-start text-2xs',
                    TONE_CLASSES[event.tone ?? 'accent'],
                  )}
                  style={{ top, height, insetInlineStart: `${(lane / lanes) * 100}%`, width: `${100 / lanes}%` }}
                >
                  <span className="block truncate font-medium">{event.title}</span>
                  {event.startAt && height > 36 ? <span className="block">{formatTime(event.startAt)}</span> : null}
                </button>
              ),
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

interface Placed {
  event: CalendarEvent;
  top: number;
  height: number;
  lane: number;
  lanes: number;
}

/** Places the events of one day; those that overlap share the width. Expects them by start. */
export function placed(events: readonly CalendarEvent[]): Placed[] {
  const result: Placed[] = [];
  let cluster: Placed[] = [];
  let clusterEnd = -1;
  for (const event of events) {
    const from = minuteOf(event.startAt);
    const to = Math.max(
      from + 15,
      event.endAt && event.endAt > (event.startAt ?? '') ? from + lengthOf(event) : from + 30,
    );
    const top = ((from - FROM * 60) / 60) * HOUR;
    const height = Math.max(SHORTEST, ((to - from) / 60) * HOUR);
    if (top >= clusterEnd) cluster = [];
    const taken = new Set(cluster.filter((other) => other.top + other.height > top).map((other) => other.lane));
    let lane = 0;
    while (taken.has(lane)) lane += 1;
    const item: Placed = { event, top, height, lane, lanes: 1 };
    cluster.push(item);
    result.push(item);
    const lanes = Math.max(...cluster.map((other) => other.lane)) + 1;
    for (const other of cluster) other.lanes = lanes;
    clusterEnd = Math.max(clusterEnd, top + height);
  }
  return result;
}

function minuteOf(instant: string | undefined): number {
  return instant ? Math.min(TO * 60 - 30, Math.max(FROM * 60, toTehran(instant).minuteOfDay)) : FROM * 60;
}

function lengthOf(event: CalendarEvent): number {
  return (Date.parse(event.endAt ?? '') - Date.parse(event.startAt ?? '')) / 60_000;
}
