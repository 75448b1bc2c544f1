import { Check, CircleAlert, Flag, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { daysBetween, tehranDate, today } from '~/lib/calendar';
import { cn } from '~/lib/cn';
import { Button, IconButton } from '~/ui/button';
import { Chip } from '~/ui/chip';
import { SkeletonBlock } from '~/ui/skeleton';
import { JalaliInstant, UserText } from '~/ui/text';
import { KindIcon } from './activity-icons';
import type { Subject, WorkItem } from './subject';
import { useComplete } from './use-complete';

interface NextStepProps {
  subject: Subject;
  /** Open work of the record, the earliest due first; undefined while it loads. */
  items: readonly WorkItem[] | undefined;
  /** Opens the composer for a new step. */
  onPlan: () => void;
}

const SHOWN = 3;

/** What is to be done next, always in sight; says so when nothing is planned. */
export function NextStep({ subject, items, onPlan }: NextStepProps) {
  const { t } = useTranslation(['records', 'common', 'work']);
  const [showsAll, setShowsAll] = useState(false);
  if (!items) return <SkeletonBlock className="h-16 w-full rounded-xl" />;
  if (items.length === 0)
    return (
      <section
        aria-label={t('work:next')}
        className="flex flex-wrap items-center gap-3 rounded-xl border border-dashed border-border px-4 py-3"
      >
        <CircleAlert aria-hidden className="size-5 text-warning-soft-foreground" />
        <span className="grow text-sm">{t('work:missing')}</span>
        <Button size="sm" icon={<Plus aria-hidden />} onPress={onPlan}>
          {t('work:plan')}
        </Button>
      </section>
    );
  const ordered = [...items].sort((left, right) => Number(right.nextStep) - Number(left.nextStep));
  const shown = showsAll ? ordered : ordered.slice(0, SHOWN);
  return (
    <section aria-label={t('work:next')} className="rounded-xl border border-hairline bg-surface shadow-surface">
      <ul>
        {shown.map((item, index) => (
          <WorkLine key={item.id} subject={subject} item={item} isFirst={index === 0} />
        ))}
      </ul>
      {ordered.length > SHOWN ? (
        <div className="border-t border-hairline px-2 py-1">
          <Button size="sm" variant="ghost" onPress={() => setShowsAll(!showsAll)}>
            {showsAll ? t('common:actions.less') : t('work:others', { count: ordered.length - SHOWN })}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function WorkLine({ subject, item, isFirst }: { subject: Subject; item: WorkItem; isFirst: boolean }) {
  const { t } = useTranslation(['records', 'work']);
  const complete = useComplete(subject);
  const [isDone, setDone] = useState(false);
  const days = item.dueAt ? daysBetween(tehranDate(item.dueAt), today()) : 0;
  const [openedAt] = useState(() => new Date());
  const isLate = item.dueAt !== null && new Date(item.dueAt) < openedAt;
  return (
    <li
      className={cn(
        'flex items-center gap-3 px-4 py-2 not-first:border-t not-first:border-hairline [&_svg]:size-4 [&_svg]:shrink-0',
        isDone && 'opacity-50',
      )}
    >
      <span
        className={cn(
          'grid size-8 shrink-0 place-items-center rounded-full',
          isFirst ? 'bg-accent-soft text-accent-soft-foreground' : 'bg-default text-default-foreground',
        )}
      >
        <KindIcon kind={item.type} />
      </span>
      <div className="min-w-0 grow">
        {isFirst ? (
          <span className="flex items-center gap-1 text-2xs text-muted">
            <Flag aria-hidden className="!size-3" />
            {t('work:next')}
          </span>
        ) : null}
        <div className="flex flex-wrap items-center gap-x-2 text-sm">
          <UserText className={cn('min-w-0 font-medium', isDone && 'line-through')}>{item.subject}</UserText>
          {isLate ? <Chip tone="danger">{days > 0 ? t('work:late', { count: days }) : t('work:overdue')}</Chip> : null}
          {item.dueAt ? (
            <span className="text-xs text-muted">
              <JalaliInstant value={item.dueAt} />
            </span>
          ) : null}
        </div>
      </div>
      <IconButton
        variant="outline"
        size="sm"
        className="rounded-full"
        label={t('work:done', { subject: item.subject })}
        isDisabled={isDone}
        onPress={() => {
          setDone(true);
          void complete(item).then((isSaved) => !isSaved && setDone(false));
        }}
      >
        <Check aria-hidden />
      </IconButton>
    </li>
  );
}
