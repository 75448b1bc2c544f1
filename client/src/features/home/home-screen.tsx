import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCan } from '~/api/session';
import { Page } from '~/app/page';
import { useWorkingDays } from '~/api/working-days';
import { today } from '~/lib/calendar';
import { formatDateLong } from '~/lib/format';
import { Chip } from '~/ui/chip';
import { SkeletonBlock } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { LunarHolidaysNotice } from '~/features/settings/calendar/lunar-holidays-notice';
import { dayQuery } from './day';
import { FunnelCard } from './funnel-card';
import { ChangesCard, QuietCard } from './news-cards';
import { TargetCard } from './target-card';
import { TaskComposer } from './task-composer';
import { WorkList } from './work-list';

/** What waits today, what the month needs, and what others did meanwhile. */
export function HomeScreen() {
  const { t } = useTranslation('home');
  const { data: day, error, refetch } = useQuery(dayQuery);
  const canCreate = useCan('activity', 'create');
  const hasFunnel = useCan('opportunity', 'view');
  return (
    <Page title={t('title')} aside={<Today />}>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-4">
          {canCreate ? <TaskComposer /> : null}
          {day ? <WorkList day={day} /> : null}
          {!day && !error ? <SkeletonBlock className="h-80 rounded-xl" /> : null}
          {!day && error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <LunarHolidaysNotice hasLink />
          <TargetCard />
          {hasFunnel ? <FunnelCard /> : null}
          {day ? <QuietCard day={day} /> : null}
          {day ? <ChangesCard day={day} /> : null}
        </div>
      </div>
    </Page>
  );
}

function Today() {
  const { t } = useTranslation('home');
  const date = today();
  const { holidays, isWorkDay } = useWorkingDays(date, date);
  const works = isWorkDay(date);
  const holiday = holidays.get(date);
  return (
    <span className="flex flex-wrap items-center gap-2 text-sm text-muted">
      {formatDateLong(date)}
      <Chip tone={works ? 'neutral' : 'information'}>
        {works ? t('workingDay') : holiday ? t('holidayNamed', { name: holiday }) : t('holiday')}
      </Chip>
    </span>
  );
}
