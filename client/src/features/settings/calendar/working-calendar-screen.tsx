import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Page } from '~/app/page';
import { SkeletonBlock } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { CompanySettings } from '../company-settings';
import { SettingsNav } from '../settings-nav';
import { DaysCard } from './days-card';
import { LunarHolidaysNotice } from './lunar-holidays-notice';
import { workingCalendarQuery } from './working-calendar';

/** When the company works: the week, and the days that differ from it. */
export function WorkingCalendarScreen() {
  const { t } = useTranslation('settings');
  const { data, error, refetch } = useQuery(workingCalendarQuery);
  return (
    <Page title={t('places.calendar')}>
      <SettingsNav />
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data ? <LunarHolidaysNotice /> : null}
      {data ? (
        <DaysCard key={data.version} stored={data} />
      ) : error ? null : (
        <SkeletonBlock className="h-96 rounded-xl" />
      )}
      {data ? <CompanySettings groups={['calendar']} /> : null}
    </Page>
  );
}
