import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CalendarClock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCan } from '~/api/session';
import { localDigits } from '~/lib/format';
import { workingCalendarQuery } from './working-calendar';

/** Tells those who keep the calendar that the lunar holidays of a year are missing. */
export function LunarHolidaysNotice({ hasLink = false }: { hasLink?: boolean }) {
  const { t } = useTranslation('settings');
  const mayEdit = useCan('setting', 'edit');
  const { data } = useQuery({ ...workingCalendarQuery, enabled: mayEdit, staleTime: 300_000 });
  if (!data?.missingLunarYear) return null;
  const year = localDigits(data.missingLunarYear);
  return (
    <p
      role="status"
      className="flex flex-wrap items-center gap-2 rounded-xl bg-warning-soft px-4 py-3 text-sm text-warning-soft-foreground"
    >
      <CalendarClock aria-hidden className="size-4 shrink-0" />
      {t('calendar.missing', { year })}
      {hasLink ? (
        <Link to="/settings/calendar" className="underline">
          {t('calendar.open')}
        </Link>
      ) : null}
    </p>
  );
}
