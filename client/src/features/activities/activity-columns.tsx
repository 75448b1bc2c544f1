import { Link } from '@tanstack/react-router';
import { Check, ListTodo, PanelLeftOpen, Phone, Users } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCompleteActivity } from '~/api/activities';
import { cn } from '~/lib/cn';
import { formatInstantNear } from '~/lib/format';
import type { RecordColumn } from '~/features/records/list/field-columns';
import { Chip } from '~/ui/chip';
import { Blank, JalaliInstant, UserText } from '~/ui/text';
import { type Activity, asActivity, daysLate } from './activity';

const ICONS = { task: ListTodo, call: Phone, meeting: Users };

/** Columns with words of the list's own: what is to be done with its tick, and when, with how late it is. */
export function useActivityColumns(onPeek: (id: string) => void): RecordColumn[] {
  const { t } = useTranslation(['activities', 'records']);
  return useMemo(
    () => [
      {
        id: 'subject',
        header: t('activities:one'),
        width: 320,
        cell: (row) => <Subject activity={asActivity(row)} onPeek={onPeek} />,
      },
      {
        id: 'dueAt',
        header: t('records:groups.when'),
        width: 150,
        sortField: 'dueAt',
        cell: (row) => <Due activity={asActivity(row)} />,
      },
    ],
    [t, onPeek],
  );
}

function Subject({ activity, onPeek }: { activity: Activity; onPeek: (id: string) => void }) {
  const { t } = useTranslation('records');
  const Icon = ICONS[activity.type];
  return (
    <span className="flex min-w-0 items-center gap-2">
      <CompleteButton activity={activity} />
      <Icon aria-hidden className="size-4 shrink-0 text-muted" />
      <Link
        to={`/activities/${activity.id}` as '/'}
        tabIndex={-1}
        className={cn('min-w-0 truncate hover:underline', activity.doneAt && 'text-muted line-through')}
        dir="auto"
      >
        {activity.subject}
      </Link>
      <button
        type="button"
        tabIndex={-1}
        aria-label={t('peek.open', { name: activity.subject })}
        title={t('peek.open', { name: activity.subject })}
        onClick={() => onPeek(activity.id)}
        className="grid size-7 shrink-0 cursor-pointer place-items-center rounded-md text-muted opacity-0 group-hover/row:opacity-100 hover:bg-default focus-visible:opacity-100"
      >
        <PanelLeftOpen aria-hidden className="size-4 ltr:-scale-x-100" />
      </button>
    </span>
  );
}

/** A tick that finishes the activity. */
export function CompleteButton({ activity }: { activity: Activity }) {
  const { t } = useTranslation('activities');
  const complete = useCompleteActivity();
  if (activity.doneAt)
    return (
      <span className="grid size-6 shrink-0 place-items-center rounded-full bg-success-soft text-success-soft-foreground">
        <Check aria-label={t('done')} className="size-3.5" />
      </span>
    );
  return (
    <button
      type="button"
      aria-label={t('complete', { subject: activity.subject })}
      onClick={() => void complete(activity)}
      className="grid size-6 shrink-0 cursor-pointer place-items-center rounded-full border-2 border-border text-transparent hover:border-success hover:text-success pointer-coarse:size-9"
    >
      <Check aria-hidden className="size-3.5" />
    </button>
  );
}

/** When it is due; an open one that is late says by how much. */
export function Due({ activity }: { activity: Activity }) {
  const { t } = useTranslation('activities');
  const late = daysLate(activity);
  if (!activity.dueAt) return <Blank />;
  if (late === 0) return <JalaliInstant value={activity.dueAt} />;
  return (
    <span title={formatInstantNear(activity.dueAt)}>
      <Chip tone="danger">{t('late', { count: late })}</Chip>
    </span>
  );
}

/** An activity on a phone. */
export function ActivityCard({ activity }: { activity: Activity }) {
  const Icon = ICONS[activity.type];
  return (
    <div className="flex items-center gap-3">
      <CompleteButton activity={activity} />
      <div className="min-w-0 grow">
        <UserText className={cn('block truncate font-medium', activity.doneAt && 'text-muted line-through')}>
          {activity.subject}
        </UserText>
        <div className="flex items-center gap-2 text-xs text-muted">
          <Icon aria-hidden className="size-3.5" />
          <Due activity={activity} />
        </div>
      </div>
    </div>
  );
}
