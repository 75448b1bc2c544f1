import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import type { IsoDate } from '~/lib/calendar';
import { formatDateLong, formatNumber } from '~/lib/format';
import type { CalendarDays } from './working-calendar';

interface Preview {
  count: number;
  data: { date: IsoDate; before: number; after: number }[];
}
const MOST = 6;

/** What saving would change, told by the server: days and their working hours before and after. */
export function ChangePreview({ days }: { days: CalendarDays }) {
  const { t } = useTranslation('settings');
  const { data, error } = useQuery({
    queryKey: ['calendar-preview', days],
    queryFn: ({ signal }) => api.post<Preview>('/settings/calendar/preview', days, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  if (error)
    return (
      <p role="alert" className="text-sm text-danger-soft-foreground">
        {describeError(error, t)}
      </p>
    );
  if (!data) return null;
  return (
    <div role="status" className="rounded-xl bg-surface-secondary p-3 text-sm">
      <p>{data.count === 0 ? t('calendar.noEffect') : t('calendar.effect', { count: data.count })}</p>
      <ul className="mt-1 text-xs text-muted">
        {data.data.slice(0, MOST).map(({ date, before, after }) => (
          <li key={date}>
            {t('calendar.hoursChange', { date: formatDateLong(date), before: hours(before), after: hours(after) })}
          </li>
        ))}
      </ul>
      {data.count > MOST ? (
        <p className="text-xs text-muted">{t('calendar.more', { count: data.count - MOST })}</p>
      ) : null}
    </div>
  );
}

function hours(minutes: number): string {
  return formatNumber(Math.round(minutes / 6) / 10);
}
