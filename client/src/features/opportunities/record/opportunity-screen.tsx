import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type RecordTypeInfo, useRecordType } from '~/api/record-types';
import { useRecord, useRecordList } from '~/api/records';
import { CommentThread } from '~/features/records/comments/comment-thread';
import { RecordFacts } from '~/features/records/facts/record-facts';
import { AttachmentsPanel } from '~/features/records/files/attachments-panel';
import { RecordHistory } from '~/features/records/history/record-history';
import { FollowButton } from '~/features/records/page/follow-button';
import { RecordHeader } from '~/features/records/page/record-header';
import { RecordLayout } from '~/features/records/page/record-layout';
import { RecordMenu } from '~/features/records/page/record-menu';
import { useRelatedTabs } from '~/features/records/page/use-related-tabs';
import { OwnerName } from '~/features/records/page/owner-name';
import { LinkName } from '~/features/records/parts/link-name';
import { RecordTimeline } from '~/features/records/timeline/record-timeline';
import { Composer, type ComposerHandle } from '~/features/records/work/composer';
import { NextStep } from '~/features/records/work/next-step';
import type { WorkItem } from '~/features/records/work/subject';
import { Card } from '~/ui/card';
import { LoadingPage, SkeletonText } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { Tabs } from '~/ui/tabs';
import type { Opportunity } from '../opportunity';
import { type OpportunityActions, useOpportunityActions } from '../outcome/use-opportunity-actions';
import { useKeyFigures } from './key-figures';
import { HEAD_FIELDS } from './opportunity-peek';
import { OPPORTUNITY_TABS, opportunitySearch } from './opportunity-page-search';
import { OpportunityStages } from './opportunity-stages';
import { OutcomeButtons } from './outcome-buttons';

const LinesEditor = lazy(() => import('./lines-editor'));
const StageHistory = lazy(() => import('./stage-history'));
const Competitors = lazy(() => import('./competitors'));

/** The whole file of one opportunity. */
export function OpportunityScreen() {
  const { id = '' } = useParams({ strict: false });
  const type = useRecordType('opportunity');
  const query = useRecord<Opportunity>('opportunities', id);
  if (query.error && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data || !type) return <LoadingPage />;
  return <Screen key={id} type={type} opportunity={query.data} />;
}

function Screen({ type, opportunity }: { type: RecordTypeInfo; opportunity: Opportunity }) {
  const actions = useOpportunityActions();
  const composer = useRef<ComposerHandle>(null);
  const subject = useMemo(() => ({ type: 'opportunity', id: opportunity.id }), [opportunity.id]);
  const work = useRecordList('activities', {
    filter: {
      and: [
        { field: 'about', op: 'eq', value: subject as never },
        { field: 'doneAt', op: 'empty' },
      ],
    },
    sort: 'dueAt',
    limit: 20,
  });
  return (
    <RecordLayout
      header={<Header type={type} opportunity={opportunity} actions={actions} />}
      aside={
        <Card>
          <RecordFacts type={type} record={opportunity} hiddenFields={HEAD_FIELDS} />
        </Card>
      }
    >
      <Composer subject={subject} ref={composer} />
      {opportunity.status === 'open' || work.rows.length > 0 ? (
        <NextStep
          subject={subject}
          items={work.isPending ? undefined : (work.rows as unknown as WorkItem[])}
          onPlan={() => composer.current?.open('task')}
        />
      ) : null}
      <Parts type={type} opportunity={opportunity} />
      {actions.dialog}
    </RecordLayout>
  );
}

interface HeaderProps {
  type: RecordTypeInfo;
  opportunity: Opportunity;
  actions: OpportunityActions;
}

function Header({ type, opportunity, actions }: HeaderProps) {
  const figures = useKeyFigures(opportunity);
  return (
    <RecordHeader
      type={type}
      title={opportunity.name}
      about={
        <>
          <LinkName target="account" id={opportunity.accountId} isLink />
          <OwnerName record={opportunity} />
        </>
      }
      actions={
        <>
          <OutcomeButtons opportunity={opportunity} actions={actions} />
          <FollowButton resource="opportunities" id={opportunity.id} />
          <RecordMenu type={type} record={opportunity} />
        </>
      }
      figures={figures}
    >
      <OpportunityStages opportunity={opportunity} actions={actions} />
    </RecordHeader>
  );
}

function Parts({ type, opportunity }: { type: RecordTypeInfo; opportunity: Opportunity }) {
  const { t } = useTranslation('opportunities');
  const navigate = useNavigate();
  const { tab: wanted } = opportunitySearch(useSearch({ strict: false }) as Record<string, unknown>);
  const { id } = opportunity;
  const related = useRelatedTabs('opportunity', id);
  const tabs = [...OPPORTUNITY_TABS.map((name) => ({ id: name, label: t(`record.tabs.${name}`) })), ...related];
  const tab = tabs.find((item) => item.id === wanted)?.id ?? 'timeline';
  return (
    <Card>
      <Tabs
        label={t('record.tabs.label')}
        items={tabs}
        selected={tab}
        onSelect={(next) =>
          void navigate({
            to: '/opportunities/$id',
            params: { id },
            search: opportunitySearch({ tab: next }),
            replace: true,
            resetScroll: false,
          })
        }
      >
        <Suspense fallback={<SkeletonText lines={5} />}>
          {tab === 'timeline' ? <RecordTimeline resource="opportunities" id={id} /> : null}
          {tab === 'discussion' ? (
            <CommentThread place={{ type: 'opportunity', resource: 'opportunities', id }} />
          ) : null}
          {tab === 'lines' ? <LinesEditor opportunity={opportunity} /> : null}
          {tab === 'stages' ? <StageHistory id={id} /> : null}
          {tab === 'competitors' ? <Competitors opportunity={opportunity} /> : null}
          {tab === 'files' ? <AttachmentsPanel subject={{ type: 'opportunity', id }} /> : null}
          {tab === 'history' ? <RecordHistory type={type} record={opportunity} /> : null}
        </Suspense>
      </Tabs>
    </Card>
  );
}
