import { type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '~/lib/cn';
import { formatNumber } from '~/lib/format';
import { stageColor } from '~/ui/chip';
import type { BoardColumn } from '~/ui/kanban';

interface StageTabsProps<T> {
  /** Element around the board. */
  frame: RefObject<HTMLElement | null>;
  columns: ReadonlyArray<BoardColumn<T>>;
}

/** On phones one column fills the screen: these lead to the others, and follow when the reader swipes. */
export function StageTabs<T>({ frame, columns }: StageTabsProps<T>) {
  const { t } = useTranslation('opportunities');
  const [current, setCurrent] = useState(0);
  const count = columns.length;

  useEffect(() => {
    const sections = [...(frame.current?.querySelectorAll('section') ?? [])];
    const observer = new IntersectionObserver(
      (entries) => {
        const seen = entries.find((entry) => entry.isIntersecting);
        if (seen) setCurrent(sections.indexOf(seen.target as HTMLElement));
      },
      { threshold: 0.7 },
    );
    for (const section of sections) observer.observe(section);
    return () => observer.disconnect();
  }, [frame, count]);

  return (
    <nav aria-label={t('board.stages')} className="flex shrink-0 gap-1.5 overflow-x-auto [scrollbar-width:none]">
      {columns.map((column, index) => (
        <button
          key={column.id}
          type="button"
          aria-current={index === current ? 'true' : undefined}
          onClick={(event) => {
            frame.current
              ?.querySelectorAll('section')
              [index]?.scrollIntoView({ inline: 'start', block: 'nearest', behavior: 'smooth' });
            event.currentTarget.scrollIntoView({ inline: 'center', block: 'nearest' });
          }}
          className={cn(
            'flex min-h-11 shrink-0 items-center gap-1.5 rounded-lg px-3 text-sm',
            index === current ? 'bg-accent-soft font-medium text-accent-soft-foreground' : 'bg-surface text-muted',
          )}
        >
          <span aria-hidden className="size-2 rounded-full" style={{ background: column.color ?? stageColor(index) }} />
          {column.name}
          <span className="text-2xs">{formatNumber(column.count)}</span>
        </button>
      ))}
    </nav>
  );
}
