import { useQuery } from '@tanstack/react-query';
import { Phone, Target, UserRoundPlus } from 'lucide-react';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf, type RecordTypeInfo, useRecordType } from '~/api/record-types';
import { type RecordBase, useRecord } from '~/api/records';
import { CommentThread } from '~/features/records/comments/comment-thread';
import { RecordFacts } from '~/features/records/facts/record-facts';
import { AttachmentsPanel } from '~/features/records/files/attachments-panel';
import { RecordHistory } from '~/features/records/history/record-history';
import { FollowButton } from '~/features/records/page/follow-button';
import { OwnerName } from '~/features/records/page/owner-name';
import { RecordPageSkeleton } from '~/features/records/page/page-skeleton';
import { RecordHeader } from '~/features/records/page/record-header';
import { RecordLayout } from '~/features/records/page/record-layout';
import { RecordMenu } from '~/features/records/page/record-menu';
import { RecordTabs } from '~/features/records/page/record-tabs';
import { RelatedRecords } from '~/features/records/page/related-records';
import { useRelatedTabs } from '~/features/records/page/use-related-tabs';
import { RecordTimeline } from '~/features/records/timeline/record-timeline';
import { Composer, type ComposerHandle } from '~/features/records/work/composer';
import { NextStep } from '~/features/records/work/next-step';
import { useShortcuts } from '~/lib/keyboard';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { FieldValue } from '~/ui/field-value';
import { ErrorState } from '~/ui/states';
import { accountFileQuery } from './account-file';
import { useAccountFigures } from './account-figures';
import { PeopleCard } from './people-card';
import { RelationsCard } from './relations-card';

const RecordFormSheet = lazy(() => import('~/features/records/form/record-form-sheet'));

const OPPORTUNITY_COLUMNS = ['stageId', 'amount', 'expectedCloseOn', 'status', 'ownerId'];
const OPPORTUNITY_FIELDS = ['name', 'amount', 'expectedCloseOn', 'stageId', 'contactId', 'source'];
const ACTIVITY_COLUMNS = ['type', 'dueAt', 'doneAt', 'outcome', 'assigneeId'];
const FACT_GROUPS = ['reach', 'identity', 'place', 'followUp'];

/** Everything about one account on one page. */
export function AccountPage({ id }: { id: string }) {
  const type = useRecordType('account');
  const query = useRecord('accounts', id);
  if (query.error && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!type || !query.data) return <RecordPageSkeleton />;
  return <File key={id} type={type} account={query.data} />;
}

function File({ type, account }: { type: RecordTypeInfo; account: RecordBase }) {
  const { t } = useTranslation(['accounts', 'records', 'comments']);
  const file = useQuery(accountFileQuery(account.id));
  const composer = useRef<ComposerHandle>(null);
  const [creating, setCreating] = useState<'contact' | 'opportunity' | null>(null);
  const opportunityType = useRecordType('opportunity');
  const contactType = useRecordType('contact');
  const createdType = creating === 'contact' ? contactType : opportunityType;
  const figures = useAccountFigures(account, file.data);
  const place = useMemo(() => ({ type: 'account', resource: 'accounts', id: account.id }), [account.id]);
  const subject = useMemo(() => ({ type: 'account', id: account.id }), [account.id]);
  const ofAccount = useMemo(() => ({ field: 'accountId', op: 'eq' as const, value: account.id }), [account.id]);
  const related = useRelatedTabs('account', account.id);
  useShortcuts({ KeyC: () => composer.current?.open('call'), KeyN: () => composer.current?.open('note') });
  const kind = fieldOf(type, 'kind');
  const relation = fieldOf(type, 'relation');

  return (
    <RecordLayout
      header={
        <RecordHeader
          type={type}
          title={String(account.name)}
          figures={figures}
          about={
            <>
              {relation ? <FieldValue field={relation} value={account.relation} /> : null}
              {kind ? <FieldValue field={kind} value={account.kind} /> : null}
              <OwnerName record={account} />
            </>
          }
          actions={
            <>
              <Button variant="primary" icon={<Phone aria-hidden />} onPress={() => composer.current?.open('call')}>
                {t('accounts:logCall')}
              </Button>
              <FollowButton resource="accounts" id={account.id} />
              <RecordMenu
                type={type}
                record={account}
                entries={[
                  ...(opportunityType?.actions.create
                    ? [
                        {
                          id: 'opportunity',
                          label: t('accounts:newOpportunity'),
                          icon: <Target aria-hidden />,
                          onAction: () => setCreating('opportunity'),
                        },
                      ]
                    : []),
                  ...(contactType?.actions.create
                    ? [
                        {
                          id: 'contact',
                          label: t('accounts:people.add'),
                          icon: <UserRoundPlus aria-hidden />,
                          onAction: () => setCreating('contact'),
                        },
                      ]
                    : []),
                ]}
              />
            </>
          }
        />
      }
      aside={
        <>
          <Card title={t('records:page.facts')}>
            <RecordFacts type={type} record={account} groups={FACT_GROUPS} hiddenFields={['kind', 'relation']} />
          </Card>
          <PeopleCard
            people={file.data?.people}
            onAdd={contactType?.actions.create ? () => setCreating('contact') : undefined}
          />
          {file.data ? <RelationsCard parent={file.data.parent} branches={file.data.branches} /> : null}
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
              content: <RecordTimeline resource="accounts" id={account.id} />,
            },
            { id: 'discussion', label: t('comments:tab'), content: <CommentThread place={place} /> },
            ...(opportunityType
              ? [
                  {
                    id: 'opportunities',
                    label: t('accounts:opportunities'),
                    count: file.data?.sections.sales
                      ? file.data.sections.sales.open.count +
                        file.data.sections.sales.won.count +
                        file.data.sections.sales.lost.count
                      : undefined,
                    content: <RelatedRecords type="opportunity" filter={ofAccount} columns={OPPORTUNITY_COLUMNS} />,
                  },
                ]
              : []),
            ...related,
            {
              id: 'activities',
              label: t('records:page.activities'),
              count: file.data?.figures.openActivities || undefined,
              content: <RelatedRecords type="activity" filter={ofAccount} columns={ACTIVITY_COLUMNS} sort="-dueAt" />,
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
                    content: <RecordHistory type={type} record={account} />,
                  },
                ]
              : []),
          ]}
        />
      </Card>
      {creating && createdType ? (
        <Suspense fallback={null}>
          <RecordFormSheet
            type={createdType}
            initial={{ accountId: account.id }}
            {...(creating === 'opportunity' ? { mainFields: OPPORTUNITY_FIELDS } : {})}
            onClose={() => {
              setCreating(null);
              void file.refetch();
            }}
          />
        </Suspense>
      ) : null}
    </RecordLayout>
  );
}
