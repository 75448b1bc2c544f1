import { useQuery } from '@tanstack/react-query';
import { Phone } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type RecordTypeInfo, useRecordType } from '~/api/record-types';
import { type RecordBase, useRecord } from '~/api/records';
import { CommentThread } from '~/features/records/comments/comment-thread';
import { RecordFacts } from '~/features/records/facts/record-facts';
import { AttachmentsPanel } from '~/features/records/files/attachments-panel';
import { RecordHistory } from '~/features/records/history/record-history';
import { FollowButton } from '~/features/records/page/follow-button';
import { OwnerName } from '~/features/records/page/owner-name';
import { RecordPageSkeleton } from '~/features/records/page/page-skeleton';
import { type KeyFigure, RecordHeader } from '~/features/records/page/record-header';
import { RecordLayout } from '~/features/records/page/record-layout';
import { RecordMenu } from '~/features/records/page/record-menu';
import { RecordTabs } from '~/features/records/page/record-tabs';
import { RelatedRecords } from '~/features/records/page/related-records';
import { useRelatedTabs } from '~/features/records/page/use-related-tabs';
import { LinkName } from '~/features/records/parts/link-name';
import { RecordTimeline } from '~/features/records/timeline/record-timeline';
import { Composer, type ComposerHandle } from '~/features/records/work/composer';
import { NextStep } from '~/features/records/work/next-step';
import { formatNumber } from '~/lib/format';
import { useShortcuts } from '~/lib/keyboard';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { SkeletonBlock } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { Money, UserText } from '~/ui/text';
import { AccountsCard } from './accounts-card';
import { type ContactFile, contactFileQuery } from './contact-file';

const OPPORTUNITY_COLUMNS = ['stageId', 'amount', 'expectedCloseOn', 'status', 'ownerId'];
const ACTIVITY_COLUMNS = ['type', 'dueAt', 'doneAt', 'outcome', 'assigneeId'];
const FACT_GROUPS = ['reach', 'identity'];

/** Everything about one person on one page. */
export function ContactPage({ id }: { id: string }) {
  const type = useRecordType('contact');
  const query = useRecord('contacts', id);
  if (query.error && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!type || !query.data) return <RecordPageSkeleton />;
  return <File key={id} type={type} contact={query.data} />;
}

function File({ type, contact }: { type: RecordTypeInfo; contact: RecordBase }) {
  const { t } = useTranslation(['contacts', 'records', 'comments']);
  const file = useQuery(contactFileQuery(contact.id));
  const composer = useRef<ComposerHandle>(null);
  const opportunityType = useRecordType('opportunity');
  const figures = useFigures(file.data);
  const place = useMemo(() => ({ type: 'contact', resource: 'contacts', id: contact.id }), [contact.id]);
  const subject = useMemo(() => ({ type: 'contact', id: contact.id }), [contact.id]);
  const ofContact = useMemo(() => ({ field: 'contactId', op: 'eq' as const, value: contact.id }), [contact.id]);
  const related = useRelatedTabs('contact', contact.id);
  useShortcuts({ KeyC: () => composer.current?.open('call'), KeyN: () => composer.current?.open('note') });
  const account = typeof contact.accountId === 'string' ? contact.accountId : null;

  return (
    <RecordLayout
      header={
        <RecordHeader
          type={type}
          title={String(contact.fullName)}
          figures={figures}
          about={
            <>
              {contact.jobTitle ? <UserText>{String(contact.jobTitle)}</UserText> : null}
              {account ? <LinkName target="account" id={account} isLink className="text-foreground" /> : null}
              <OwnerName record={contact} />
            </>
          }
          actions={
            <>
              <Button variant="primary" icon={<Phone aria-hidden />} onPress={() => composer.current?.open('call')}>
                {t('contacts:logCall')}
              </Button>
              <FollowButton resource="contacts" id={contact.id} />
              <RecordMenu type={type} record={contact} />
            </>
          }
        />
      }
      aside={
        <>
          <Card title={t('records:page.facts')}>
            <RecordFacts type={type} record={contact} groups={FACT_GROUPS} />
          </Card>
          <AccountsCard contact={contact} accounts={file.data?.accounts ?? []} />
        </>
      }
    >
      <Composer ref={composer} subject={subject} />
      <NextStep subject={subject} items={file.data?.openActivities} onPlan={() => composer.current?.open('task')} />
      <Card>
        <RecordTabs
          items={[
            {
              id: 'timeline',
              label: t('records:page.timeline'),
              content: <RecordTimeline resource="contacts" id={contact.id} />,
            },
            { id: 'discussion', label: t('comments:tab'), content: <CommentThread place={place} /> },
            ...(opportunityType
              ? [
                  {
                    id: 'opportunities',
                    label: t('contacts:opportunities'),
                    content: <RelatedRecords type="opportunity" filter={ofContact} columns={OPPORTUNITY_COLUMNS} />,
                  },
                ]
              : []),
            ...related,
            {
              id: 'activities',
              label: t('records:page.activities'),
              count: file.data?.figures.openActivities || undefined,
              content: <RelatedRecords type="activity" filter={ofContact} columns={ACTIVITY_COLUMNS} sort="-dueAt" />,
            },
            {
              id: 'files',
              label: t('records:page.files'),
              count: file.data?.figures.files || undefined,
              content: <AttachmentsPanel subject={subject} />,
            },
            ...(type.actions.history
              ? [
                  {
                    id: 'history',
                    label: t('records:page.history'),
                    content: <RecordHistory type={type} record={contact} />,
                  },
                ]
              : []),
          ]}
        />
      </Card>
    </RecordLayout>
  );
}

/** Open work, what was done, and what is open in sales. */
function useFigures(file: ContactFile | undefined): KeyFigure[] {
  const { t } = useTranslation('contacts');
  const waiting = <SkeletonBlock className="my-1 h-6 w-16" />;
  const sales = file?.sections.sales;
  return [
    {
      id: 'open',
      label: t('figures.openWork'),
      value: file ? formatNumber(file.figures.openActivities) : waiting,
      note: file?.figures.overdueActivities
        ? t('figures.overdue', { count: file.figures.overdueActivities })
        : undefined,
    },
    {
      id: 'done',
      label: t('figures.done'),
      value: file ? formatNumber(file.figures.doneActivities) : waiting,
    },
    {
      id: 'sales',
      label: t('figures.sales'),
      value: file ? <Money value={sales?.open.amount ?? null} isCompact /> : waiting,
      note: sales ? t('figures.opportunities', { count: sales.open.count }) : undefined,
    },
  ];
}
