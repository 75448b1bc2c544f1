import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useRecordType } from '~/api/record-types';
import { useRecord } from '~/api/records';
import { oneOf } from '~/app/list-search';
import { Page } from '~/app/page';
import { RecordFacts } from '~/features/records/facts/record-facts';
import { LinkName } from '~/features/records/parts/link-name';
import { ConflictHost } from '~/features/records/save/conflict-host';
import { Card } from '~/ui/card';
import { LoadingPage, SkeletonText } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { Tabs } from '~/ui/tabs';
import type { Opportunity } from '../opportunity';
import { useOpportunityActions } from '../outcome/use-opportunity-actions';
import { KeyFigures } from './key-figures';
import { HEAD_FIELDS } from './opportunity-peek';
import { OpportunityStages } from './opportunity-stages';
import { MoreMenu, OutcomeButtons } from './outcome-buttons';

const LinesEditor = lazy(() => import('./lines-editor'));
const StageHistory = lazy(() => import('./stage-history'));
const Competitors = lazy(() => import('./competitors'));

export const OPPORTUNITY_TABS = ['lines', 'stages', 'competitors'] as const;
export type OpportunityTab = (typeof OPPORTUNITY_TABS)[number];

export interface OpportunitySearch {
  tab?: OpportunityTab | undefined;
}

export function opportunitySearch(raw: Record<string, unknown>): OpportunitySearch {
  return { tab: oneOf(raw.tab, OPPORTUNITY_TABS) };
}

/** The whole file of one opportunity. */
export function OpportunityScreen() {
  const { id = '' } = useParams({ strict: false });
  const query = useRecord<Opportunity>('opportunities', id);
  if (query.error && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <LoadingPage />;
  return <Screen opportunity={query.data} />;
}

function Screen({ opportunity }: { opportunity: Opportunity }) {
  const { t } = useTranslation('opportunities');
  const type = useRecordType('opportunity');
  const navigate = useNavigate();
  const { tab = 'lines' } = opportunitySearch(useSearch({ strict: false }) as Record<string, unknown>);
  const actions = useOpportunityActions();
  return (
    <Page
      title={opportunity.name}
      aside={<LinkName target="account" id={opportunity.accountId} isLink className="text-sm text-muted" />}
      actions={
        <>
          <OutcomeButtons opportunity={opportunity} actions={actions} />
          <MoreMenu opportunity={opportunity} />
        </>
      }
    >
      <OpportunityStages opportunity={opportunity} actions={actions} />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[22rem_1fr]">
        <div className="flex min-w-0 flex-col gap-4">
          <Card>
            <KeyFigures opportunity={opportunity} />
          </Card>
          <Card title={t('record.facts')}>
            {type ? <RecordFacts type={type} record={opportunity} hiddenFields={HEAD_FIELDS} /> : null}
          </Card>
        </div>
        <Card className="max-lg:order-first">
          <Tabs
            label={t('record.tabs.label')}
            items={OPPORTUNITY_TABS.map((name) => ({ id: name, label: t(`record.tabs.${name}`) }))}
            selected={tab}
            onSelect={(next) =>
              void navigate({
                to: '/opportunities/$id',
                params: { id: opportunity.id },
                search: opportunitySearch({ tab: next }),
                replace: true,
                resetScroll: false,
              })
            }
          >
            <Suspense fallback={<SkeletonText lines={5} />}>
              {tab === 'lines' ? <LinesEditor opportunity={opportunity} /> : null}
              {tab === 'stages' ? <StageHistory id={opportunity.id} /> : null}
              {tab === 'competitors' ? <Competitors opportunity={opportunity} /> : null}
            </Suspense>
          </Tabs>
        </Card>
      </div>
      {actions.dialog}
      <ConflictHost />
    </Page>
  );
}
