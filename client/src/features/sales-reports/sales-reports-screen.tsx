import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '~/app/page';
import { usePreferences } from '~/lib/preferences';
import { ForecastCard } from './forecast-card';
import { FunnelCard } from './funnel-card';
import { LossCard } from './loss-cards';
import { OwnersCard } from './owners-card';
import { ReportFilters } from './report-filters';
import { reportSearch } from './report-search';
import { StageTimesCard } from './stage-times-card';
import { SummaryRow } from './summary-row';
import { TrendCard } from './trend-card';

/** Where sales stand, where they leak and what they promise. */
export function SalesReportsScreen() {
  const { t } = useTranslation('sales-reports');
  const search = reportSearch(useSearch({ strict: false }) as Record<string, unknown>);
  const navigate = useNavigate();
  usePreferences();
  return (
    <Page title={t('title')}>
      <ReportFilters
        search={search}
        onChange={(patch) =>
          void navigate({ to: '/sales-reports', search: { ...search, ...patch }, replace: true, resetScroll: false })
        }
      />
      <SummaryRow search={search} />
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
        <FunnelCard search={search} />
        <ForecastCard search={search} />
        <StageTimesCard search={search} />
        <TrendCard search={search} />
        <LossCard search={search} part="reasons" />
        <LossCard search={search} part="stages" />
        <OwnersCard search={search} />
        <LossCard search={search} part="competitors" />
      </div>
    </Page>
  );
}
