import { useParams } from '@tanstack/react-router';
import { Check, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCompleteActivity } from '~/api/activities';
import { describeError } from '~/api/describe';
import { useRecordType } from '~/api/record-types';
import { useRecord, useRecordAction } from '~/api/records';
import { Page } from '~/app/page';
import { CommentThread } from '~/features/records/comments/comment-thread';
import { RecordFacts } from '~/features/records/facts/record-facts';
import { PresenceMarks } from '~/features/records/presence/presence-marks';
import { ConflictHost } from '~/features/records/save/conflict-host';
import { notify } from '~/lib/notices';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { SkeletonText } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import type { Activity } from './activity';
import { Due } from './activity-columns';

/** One activity with all of its facts. */
export function ActivityScreen() {
  const { t } = useTranslation(['activities', 'common', 'comments']);
  const { id } = useParams({ strict: false }) as { id: string };
  const type = useRecordType('activity');
  const { data: activity, error, refetch } = useRecord<Activity>('activities', id);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <Page
      title={activity?.subject ?? t('activities:one')}
      aside={
        activity ? (
          <>
            <Due activity={activity} />
            <PresenceMarks key={id} resource="activities" id={id} />
          </>
        ) : undefined
      }
      actions={activity ? <Progress activity={activity} /> : undefined}
    >
      <Card className="max-w-3xl">
        {type && activity ? <RecordFacts type={type} record={activity} /> : <SkeletonText lines={8} />}
      </Card>
      {activity ? (
        <Card title={t('comments:tab')} className="max-w-3xl">
          <CommentThread place={{ type: 'activity', resource: 'activities', id: activity.id }} />
        </Card>
      ) : null}
      <ConflictHost />
    </Page>
  );
}

function Progress({ activity }: { activity: Activity }) {
  const { t } = useTranslation(['activities', 'common']);
  const complete = useCompleteActivity();
  const reopen = useRecordAction<Activity>('activities', 'reopen');
  if (!activity.doneAt)
    return (
      <Button variant="primary" icon={<Check aria-hidden />} onPress={() => void complete(activity)}>
        {t('activities:finish')}
      </Button>
    );
  return (
    <Button
      icon={<RotateCcw aria-hidden />}
      isPending={reopen.isPending}
      onPress={() =>
        reopen.mutate(
          { record: activity },
          {
            onSuccess: () => notify(t('activities:reopened', { subject: activity.subject })),
            onError: (error) => notify(describeError(error, t), { tone: 'danger' }),
          },
        )
      }
    >
      {t('activities:reopen')}
    </Button>
  );
}
