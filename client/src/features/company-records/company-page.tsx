import { Phone } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type RecordTypeInfo, useRecordType } from '~/api/record-types';
import { type RecordBase, useRecord, useRecordList } from '~/api/records';
import type { Filter } from '~/api/filter';
import { RouteNotFound } from '~/app/route-states';
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
import { titleOf } from '~/features/records/parts/fields';
import { RecordTimeline } from '~/features/records/timeline/record-timeline';
import { Composer, type ComposerHandle } from '~/features/records/work/composer';
import { NextStep } from '~/features/records/work/next-step';
import type { WorkItem } from '~/features/records/work/subject';
import { useShortcuts } from '~/lib/keyboard';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { ErrorState } from '~/ui/states';

const ACTIVITY_COLUMNS = ['type', 'dueAt', 'doneAt', 'outcome', 'assigneeId'];

/** Everything about one record of a type that the company has added. */
export function CompanyPage({ resource, id }: { resource: string; id: string }) {
  const type = useRecordType(resource);
  const query = useRecord(resource, id);
  if (type && !type.company) return <RouteNotFound />;
  if (query.error && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!type || !query.data) return <RecordPageSkeleton />;
  return <File key={id} type={type} record={query.data} />;
}

function File({ type, record }: { type: RecordTypeInfo; record: RecordBase }) {
  const { t } = useTranslation(['records', 'comments', 'contacts']);
  const composer = useRef<ComposerHandle>(null);
  const place = useMemo(
    () => ({ type: type.name, resource: type.resource, id: record.id }),
    [type.name, type.resource, record.id],
  );
  const subject = useMemo(() => ({ type: type.name, id: record.id }), [type.name, record.id]);
  const aboutIt = useMemo(() => ({ field: 'about', op: 'eq' as const, value: record.id }), [record.id]);
  const related = useRelatedTabs(type.name, record.id);
  const open = useOpenWork(record.id);
  useShortcuts({ KeyC: () => composer.current?.open('call'), KeyN: () => composer.current?.open('note') });

  return (
    <RecordLayout
      header={
        <RecordHeader
          type={type}
          title={titleOf(type, record)}
          about={<OwnerName record={record} />}
          actions={
            <>
              <Button variant="primary" icon={<Phone aria-hidden />} onPress={() => composer.current?.open('call')}>
                {t('contacts:logCall')}
              </Button>
              <FollowButton resource={type.resource} id={record.id} />
              <RecordMenu type={type} record={record} />
            </>
          }
        />
      }
      aside={
        <Card title={t('records:page.facts')}>
          <RecordFacts type={type} record={record} groups={['custom']} />
        </Card>
      }
    >
      <Composer ref={composer} subject={subject} />
      <NextStep subject={subject} items={open} onPlan={() => composer.current?.open('task')} />
      <Card>
        <RecordTabs
          items={[
            {
              id: 'timeline',
              label: t('records:page.timeline'),
              content: <RecordTimeline resource={type.resource} id={record.id} />,
            },
            { id: 'discussion', label: t('comments:tab'), content: <CommentThread place={place} /> },
            ...related,
            {
              id: 'activities',
              label: t('records:page.activities'),
              content: <RelatedRecords type="activity" filter={aboutIt} columns={ACTIVITY_COLUMNS} sort="-dueAt" />,
            },
            { id: 'files', label: t('records:page.files'), content: <AttachmentsPanel subject={subject} /> },
            ...(type.actions.history
              ? [
                  {
                    id: 'history',
                    label: t('records:page.history'),
                    content: <RecordHistory type={type} record={record} />,
                  },
                ]
              : []),
          ]}
        />
      </Card>
    </RecordLayout>
  );
}

/** Activities about the record that are not done, the earliest first. */
function useOpenWork(id: string): readonly WorkItem[] | undefined {
  const filter = useMemo<Filter>(
    () => ({
      and: [
        { field: 'about', op: 'eq', value: id },
        { field: 'doneAt', op: 'empty' },
      ],
    }),
    [id],
  );
  const list = useRecordList<RecordBase & WorkItem>('activities', { filter, sort: 'dueAt', limit: 20 });
  return list.isPending ? undefined : list.rows;
}
