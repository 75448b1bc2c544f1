import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tone } from '~/api/record-types';
import { type IsoInstant, tehranDate } from '~/lib/calendar';
import { cn } from '~/lib/cn';
import { formatDateLong, formatDay, formatInstantLong, formatTime } from '~/lib/format';
import { usePreferences } from '~/lib/preferences';

export interface TimelineItem {
  id: string;
  at: IsoInstant;
  icon: ReactNode;
  tone?: Tone;
  title: ReactNode;
  /** Who did it. */
  actor?: string;
  body?: ReactNode;
  actions?: ReactNode;
}

const DOTS: Record<Tone, string> = {
  neutral: 'bg-default text-default-foreground',
  accent: 'bg-accent-soft text-accent-soft-foreground',
  success: 'bg-success-soft text-success-soft-foreground',
  warning: 'bg-warning-soft text-warning-soft-foreground',
  danger: 'bg-danger-soft text-danger-soft-foreground',
  information: 'bg-info-soft text-info-soft-foreground',
};

/** What happened, newest first, under a heading for each day. */
export function Timeline({ items, footer }: { items: readonly TimelineItem[]; footer?: ReactNode }) {
  const { t } = useTranslation(['records', 'timeline']);
  usePreferences();
  if (items.length === 0) return <p className="py-6 text-center text-sm text-muted">{t('timeline:empty')}</p>;
  const days = Map.groupBy(items, (item) => tehranDate(item.at));
  return (
    <section aria-label={t('timeline:label')} className="flex flex-col gap-5">
      {[...days].map(([day, entries]) => (
        <div key={day}>
          <h3 className="mb-2 text-xs font-medium text-muted" title={formatDateLong(day)}>
            {formatDay(day)}
          </h3>
          <ol className="flex flex-col">
            {entries.map((item) => (
              <li
                key={item.id}
                className="group/item relative flex gap-3 pb-4 before:absolute before:inset-y-8 before:start-4 before:w-px before:bg-hairline last:before:hidden"
              >
                <span
                  className={cn(
                    'grid size-8 shrink-0 place-items-center rounded-full [&_svg]:size-4',
                    DOTS[item.tone ?? 'neutral'],
                  )}
                >
                  {item.icon}
                </span>
                <div className="min-w-0 grow">
                  <div className="flex min-h-8 flex-wrap items-center gap-x-2 text-sm">
                    <span className="min-w-0 font-medium">{item.title}</span>
                    {item.actor ? <span className="text-xs text-muted">{item.actor}</span> : null}
                    <time dateTime={item.at} title={formatInstantLong(item.at)} className="ms-auto text-xs text-muted">
                      {formatTime(item.at)}
                    </time>
                    {item.actions}
                  </div>
                  {item.body ? (
                    <div className="text-sm break-words whitespace-pre-line" dir="auto">
                      {item.body}
                    </div>
                  ) : null}
                </div>
              </li>
            ))}
          </ol>
        </div>
      ))}
      {footer}
    </section>
  );
}
