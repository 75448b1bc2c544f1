import { useTranslation } from 'react-i18next';
import { addDays, type IsoDate, tehranDate, today, weekStart } from '~/lib/calendar';
import { cn } from '~/lib/cn';
import { formatDateLong, formatDayNumber, formatTime, weekdayNames } from '~/lib/format';
import type { CalendarEvent } from '~/ui/jalali-calendar';
import { UserText } from '~/ui/text';

interface DayAgendaProps {
  date: IsoDate;
  events: readonly CalendarEvent[];
  holidays: ReadonlyMap<IsoDate, string>;
  onPickDay: (day: IsoDate) => void;
  onOpen: (event: CalendarEvent) => void;
}

/** The calendar of a phone: a week to choose the day from, and what the day holds. */
export function DayAgenda({ date, events, holidays, onPickDay, onOpen }: DayAgendaProps) {
  const { t } = useTranslation('calendar');
  const days = Array.from({ length: 7 }, (_, index) => addDays(weekStart(date), index));
  const dayOf = (event: CalendarEvent) => event.on ?? (event.startAt ? tehranDate(event.startAt) : undefined);
  const ofDay = events
    .filter((event) => dayOf(event) === date)
    .sort((a, b) => (a.startAt ?? '').localeCompare(b.startAt ?? ''));
  const holiday = holidays.get(date);
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-7 gap-1">
        {days.map((day, index) => (
          <button
            key={day}
            type="button"
            aria-label={formatDateLong(day)}
            aria-current={day === date ? 'date' : undefined}
            onClick={() => onPickDay(day)}
            className={cn(
              'flex min-h-14 cursor-pointer flex-col items-center justify-center rounded-xl text-xs',
              day === date ? 'bg-accent text-accent-foreground' : 'bg-surface',
              day !== date && (index === 6 || holidays.has(day)) && 'text-danger-soft-foreground',
            )}
          >
            <span aria-hidden>{weekdayNames('narrow')[index]}</span>
            <span aria-hidden className={cn('text-base', day === today() && 'font-bold underline')}>
              {formatDayNumber(day)}
            </span>
            <span
              aria-hidden
              className={cn(
                'size-1 rounded-full',
                events.some((event) => dayOf(event) === day) ? 'bg-current' : 'bg-transparent',
              )}
            />
          </button>
        ))}
      </div>
      <h2 className="text-sm font-bold">
        {formatDateLong(date)} {holiday ? <span className="font-normal text-muted">{holiday}</span> : null}
      </h2>
      {ofDay.length === 0 ? <p className="text-sm text-muted">{t('empty')}</p> : null}
      <ul className="flex flex-col gap-2">
        {ofDay.map((event) => (
          <li key={event.id}>
            <button
              type="button"
              onClick={() => onOpen(event)}
              className="flex min-h-12 w-full cursor-pointer items-center gap-3 rounded-xl border border-hairline bg-surface px-3 text-start text-sm"
            >
              <span className="w-12 shrink-0 text-xs text-muted">{event.startAt ? formatTime(event.startAt) : ''}</span>
              <UserText className={cn('truncate', event.tone === 'neutral' && 'text-muted line-through')}>
                {event.title}
              </UserText>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
