import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '~/app/page';
import { ConflictHost } from '~/features/records/save/conflict-host';
import { SkeletonText } from '~/ui/skeleton';
import { Tabs } from '~/ui/tabs';
import { SALES_SETTINGS_TABS, salesSettingsSearch } from './sales-settings-search';

const PipelinesPanel = lazy(() => import('./pipelines-panel'));
const LossReasonsPanel = lazy(() => import('./loss-reasons-panel'));
const AssignmentPanel = lazy(() => import('./assignment-panel'));
const ScoringPanel = lazy(() => import('./scoring-panel'));

/** How the company sells: pipelines, loss reasons, and what happens with leads. */
export function SalesSettingsScreen() {
  const { t } = useTranslation('pipelines');
  const navigate = useNavigate();
  const { tab = 'pipelines' } = salesSettingsSearch(useSearch({ strict: false }) as Record<string, unknown>);
  return (
    <Page title={t('title')}>
      <Tabs
        label={t('title')}
        items={SALES_SETTINGS_TABS.map((name) => ({ id: name, label: t(`tabs.${name}`) }))}
        selected={tab}
        onSelect={(next) =>
          void navigate({ to: '/pipelines', search: salesSettingsSearch({ tab: next }), replace: true })
        }
      >
        <Suspense fallback={<SkeletonText lines={6} />}>
          {tab === 'pipelines' ? <PipelinesPanel /> : null}
          {tab === 'lossReasons' ? <LossReasonsPanel /> : null}
          {tab === 'assignment' ? <AssignmentPanel /> : null}
          {tab === 'scoring' ? <ScoringPanel /> : null}
        </Suspense>
      </Tabs>
      <ConflictHost />
    </Page>
  );
}
