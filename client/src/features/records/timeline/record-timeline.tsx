import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabel, useRecordTypes } from '~/api/record-types';
import { cn } from '~/lib/cn';
import { Button } from '~/ui/button';
import { SkeletonText } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { Timeline } from '~/ui/timeline';
import { useDownload } from '../files/use-download';
import { useNames } from '../parts/use-names';
import { eventItem } from './event-item';
import { useTimeline } from './use-timeline';

interface RecordTimelineProps {
  /** Resource with a timeline route: `accounts`, `contacts`. */
  resource: string;
  id: string;
  /** Kinds of events that can be chosen. */
  kinds?: readonly string[];
}

const KINDS = ['activity', 'note', 'file', 'change'];

/** What happened with a record, by day, with its kinds to choose from. */
export function RecordTimeline({ resource, id, kinds = KINDS }: RecordTimelineProps) {
  const { t } = useTranslation(['records', 'common', 'history', 'timeline']);
  const label = useLabel();
  const types = useRecordTypes();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const timeline = useTimeline(resource, id, chosen);
  const events = timeline.events;
  const actors = useNames(
    'user',
    useMemo(() => events?.map((event) => event.actorId) ?? [], [events]),
  );
  const download = useDownload();
  const toggle = (kind: string) =>
    setChosen(chosen.includes(kind) ? chosen.filter((other) => other !== kind) : [...chosen, kind]);
  const items = events?.map((event) =>
    eventItem(event, {
      t: (key, values) => t((key.includes(':') ? key : `records:${key}`) as 'records:removed', values ?? {}),
      label,
      nameOf: (actorId) => (actorId ? actors.get(actorId) : undefined),
      typeOf: (name) => types.find((type) => type.name === name),
      onOpenFile: (fileId, name) => void download(fileId, name),
    }),
  );
  return (
    <div className="flex flex-col gap-4">
      <div role="group" aria-label={t('timeline:kinds')} className="flex flex-wrap gap-1.5">
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={chosen.includes(kind)}
            onClick={() => toggle(kind)}
            className={cn(
              'min-h-7 cursor-pointer rounded-full border px-3 text-xs pointer-coarse:min-h-11',
              chosen.includes(kind)
                ? 'border-accent bg-accent-soft font-medium text-accent-soft-foreground'
                : 'border-border text-muted hover:bg-default hover:text-foreground',
            )}
          >
            {t(`records:kindsMany.${kind}` as 'records:removed')}
          </button>
        ))}
      </div>
      {timeline.error ? (
        <ErrorState error={timeline.error} onRetry={() => void timeline.refetch()} />
      ) : items ? (
        <Timeline
          items={items}
          footer={
            timeline.hasNextPage ? (
              <Button
                className="self-center"
                isPending={timeline.isFetchingNextPage}
                onPress={() => void timeline.fetchNextPage()}
              >
                {t('timeline:more')}
              </Button>
            ) : null
          }
        />
      ) : (
        <SkeletonText lines={6} />
      )}
    </div>
  );
}
