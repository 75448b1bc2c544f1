import { useTranslation } from 'react-i18next';
import { type IsoDate, today, toJalali } from '~/lib/calendar';
import { cn } from '~/lib/cn';
import { formatDateLong, formatDayNumber, weekdayNames } from '~/lib/format';
import { usePreferences } from '~/lib/preferences';
import { type CalendarEvent, eventsByDay, TONE_CLASSES } from './events';
import { monthGrid } from './month-grid';

interface MonthViewProps {
  /** Any day of the month to show. */
  date: IsoDate;
  events: readonly CalendarEvent[];
  /** Names of holidays by day. Fridays are closed by themselves. */
  holidays?: ReadonlyMap<IsoDate, string>;
  onOpen?: (event: CalendarEvent) => void;
  onPickDay?: (day: IsoDate) => void;
}

const SHOWN = 3;

/** A Jalali month with what happens on each day. */
export function MonthView({ date, events, holidays, onOpen, onPickDay }: MonthViewProps) {
  const { t } = useTranslation();
  usePreferences();
  const days = monthGrid(date);
  const weeks = Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
  const byDay = eventsByDay(events);
  const month = toJalali(date).jm;
  const now = today();
  return (
    <div role="table" className="flex min-h-0 flex-col overflow-hidden rounded-xl border border-hairline bg-surface">
      <div role="row" className="grid grid-cols-7 border-b border-hairline bg-surface-secondary text-xs text-muted">
        {weekdayNames('long').map((name, index) => (
          <div key={name} role="columnheader" className="truncate px-2 py-1.5 text-center">
            <span className="max-sm:sr-only">{name}</span>
            <span aria-hidden className="sm:hidden">
              {weekdayNames('narrow')[index]}
            </span>
          </div>
        ))}
      </div>
      {weeks.map((week) => (
        <div
          key={week[0]}
          role="row"
          className="grid min-h-30 flex-1 grid-cols-7 border-b border-hairline last:border-0"
        >
          {week.map((day, weekday) => {
            const dayEvents = byDay.get(day) ?? [];
            const holiday = holidays?.get(day);
            const isOff = weekday === 6 || holiday !== undefined;
            const isOther = toJalali(day).jm !== month;
            return (
              <div
                key={day}
                role="cell"
                className={cn(
                  'flex min-w-0 flex-col gap-0.5 border-e border-hairline p-1 last:border-0',
                  isOff && 'bg-surface-secondary',
                  isOther && 'text-muted',
                )}
              >
                <div className="flex items-center gap-1">
                  <button
                    type="button"
                    onClick={() => onPickDay?.(day)}
                    aria-label={formatDateLong(day)}
                    aria-current={day === now ? 'date' : undefined}
                    className={cn(
                      'grid size-6 cursor-pointer place-items-center rounded-full text-xs hover:bg-default',
                      isOff && 'text-danger-soft-foreground',
                      day === now && 'bg-accent font-bold text-accent-foreground hover:bg-accent',
                    )}
                  >
                    {formatDayNumber(day)}
                  </button>
                  {holiday ? (
                    <span className="truncate text-2xs text-danger-soft-foreground max-sm:sr-only">{holiday}</span>
                  ) : null}
                </div>
                {dayEvents.slice(0, SHOWN).map((event) => (
                  <button
                    key={event.id}
                    type="button"
                    onClick={() => onOpen?.(event)}
                    className={cn(
                      'block w-full cursor-pointer truncate rounded-md px-1.5 text-start text-2xs',
                      TONE_CLASSES[event.tone ?? 'accent'],
                    )}
                  >
                    {event.title}
                  </button>
                ))}
                {dayEvents.length > SHOWN ? (
                  <button
                    type="button"
                    onClick={() => onPickDay?.(day)}
                    className="cursor-pointer truncate px-1.5 text-start text-2xs text-muted hover:underline"
                  >
                    {t('date.moreEvents', { count: dayEvents.length - SHOWN })}
                  </button>
                ) : null}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}
