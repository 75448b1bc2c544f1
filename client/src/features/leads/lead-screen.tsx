import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ArrowRightLeft, Ban, RotateCcw, UserRoundPlus } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf, type RecordTypeInfo, useRecordType } from '~/api/record-types';
import { useRecord, useRecordList } from '~/api/records';
import { useCan } from '~/api/session';
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
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { FieldValue } from '~/ui/field-value';
import { LoadingPage } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { Tabs } from '~/ui/tabs';
import { UserText } from '~/ui/text';
import { DuplicatesNote } from './duplicates-note';
import { isOpenLead, type Lead } from './lead';
import { LEAD_TABS, leadSearch } from './lead-search';
import { ScorePicture } from './score-picture';
import { type LeadActions, useLeadActions } from './use-lead-actions';

/** Fields that the page shows elsewhere. */
const HIDDEN = ['status', 'score', 'scoreReasons', 'disqualifiedReason', 'assignedByRule'];

/** The whole file of one lead. */
export function LeadScreen() {
  const { id = '' } = useParams({ strict: false });
  const type = useRecordType('lead');
  const query = useRecord<Lead>('leads', id);
  if (query.error && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data || !type) return <LoadingPage />;
  return <Screen key={id} type={type} lead={query.data} />;
}

function Screen({ type, lead }: { type: RecordTypeInfo; lead: Lead }) {
  const { t } = useTranslation('leads');
  const navigate = useNavigate();
  const actions = useLeadActions();
  const composer = useRef<ComposerHandle>(null);
  const { tab: wanted } = leadSearch(useSearch({ strict: false }) as Record<string, unknown>);
  const related = useRelatedTabs('lead', lead.id);
  const tabs = [...LEAD_TABS.map((name) => ({ id: name, label: t(`tabs.${name}`) })), ...related];
  const tab = tabs.find(({ id }) => id === wanted)?.id ?? 'timeline';
  const place = useMemo(() => ({ type: 'lead', resource: 'leads', id: lead.id }), [lead.id]);
  const subject = useMemo(() => ({ type: 'lead', id: lead.id }), [lead.id]);
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
      header={<Header type={type} lead={lead} actions={actions} />}
      aside={
        <>
          <Card title={t('score.label')}>
            <ScorePicture lead={lead} />
          </Card>
          <Card>
            <RecordFacts type={type} record={lead} hiddenFields={HIDDEN} />
          </Card>
        </>
      }
    >
      {isOpenLead(lead) ? <DuplicatesNote lead={lead} /> : <Result lead={lead} />}
      <Composer subject={subject} ref={composer} />
      {isOpenLead(lead) ? (
        <NextStep
          subject={subject}
          items={work.isPending ? undefined : (work.rows as unknown as WorkItem[])}
          onPlan={() => composer.current?.open('task')}
        />
      ) : null}
      <Card>
        <Tabs
          label={t('tabs.label')}
          items={tabs}
          selected={tab}
          onSelect={(next) =>
            void navigate({
              to: '/leads/$id',
              params: { id: lead.id },
              search: leadSearch({ tab: next }),
              replace: true,
              resetScroll: false,
            })
          }
        >
          {tab === 'timeline' ? <RecordTimeline resource="leads" id={lead.id} /> : null}
          {tab === 'discussion' ? <CommentThread place={place} /> : null}
          {tab === 'files' ? <AttachmentsPanel subject={subject} /> : null}
          {tab === 'history' ? <RecordHistory type={type} record={lead} /> : null}
        </Tabs>
      </Card>
      {actions.dialog}
    </RecordLayout>
  );
}

function Header({ type, lead, actions }: { type: RecordTypeInfo; lead: Lead; actions: LeadActions }) {
  const { t } = useTranslation('leads');
  const canEdit = useCan('lead', 'edit');
  const canAssign = useCan('lead', 'assign');
  const status = fieldOf(type, 'status');
  const isOpen = isOpenLead(lead);
  return (
    <RecordHeader
      type={type}
      title={lead.fullName}
      about={
        <>
          {status ? <FieldValue field={status} value={lead.status} /> : null}
          {lead.companyName && lead.companyName !== lead.fullName ? <UserText>{lead.companyName}</UserText> : null}
          <OwnerName record={lead} />
          {lead.assignedByRule ? (
            <span className="text-xs">{t('assign.byRule', { rule: lead.assignedByRule })}</span>
          ) : null}
        </>
      }
      actions={
        <>
          {isOpen && canEdit ? (
            <Button variant="primary" icon={<ArrowRightLeft aria-hidden />} onPress={() => actions.convert(lead)}>
              {t('actions.convert')}
            </Button>
          ) : null}
          {isOpen && canAssign ? (
            <Button icon={<UserRoundPlus aria-hidden />} onPress={() => actions.assign(lead)}>
              {t('actions.assign')}
            </Button>
          ) : null}
          {isOpen && canEdit ? (
            <Button variant="dangerSoft" icon={<Ban aria-hidden />} onPress={() => actions.disqualify(lead)}>
              {t('actions.disqualify')}
            </Button>
          ) : null}
          {lead.status === 'disqualified' && canEdit ? (
            <Button icon={<RotateCcw aria-hidden />} onPress={() => actions.reopen(lead)}>
              {t('actions.reopen')}
            </Button>
          ) : null}
          <FollowButton resource="leads" id={lead.id} />
          <RecordMenu type={type} record={lead} />
        </>
      }
    />
  );
}

/** What became of a closed lead. */
function Result({ lead }: { lead: Lead }) {
  const { t } = useTranslation('leads');
  if (lead.status === 'disqualified')
    return (
      <p className="rounded-xl bg-danger-soft px-4 py-3 text-sm text-danger-soft-foreground">
        {t('result.disqualified')} <UserText className="font-medium">{lead.disqualifiedReason ?? ''}</UserText>
      </p>
    );
  return (
    <section
      aria-label={t('result.converted')}
      className="flex flex-wrap items-center gap-x-6 gap-y-1 rounded-xl bg-success-soft px-4 py-3 text-sm text-success-soft-foreground"
    >
      <span className="font-medium">{t('result.converted')}</span>
      {(
        [
          ['account', lead.convertedAccountId],
          ['contact', lead.convertedContactId],
          ['opportunity', lead.convertedOpportunityId],
        ] as const
      ).map(([target, id]) =>
        id ? (
          <span key={target}>
            {t(`result.${target}`)}: <LinkName target={target} id={id} isLink className="font-medium underline" />
          </span>
        ) : null,
      )}
    </section>
  );
}
