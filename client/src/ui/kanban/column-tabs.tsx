import { type RefObject, useEffect, useState } from 'react';
import { cn } from '~/lib/cn';
import { formatNumber } from '~/lib/format';
import { stageColor } from '../chip';
import type { BoardColumn } from './board';

interface ColumnTabsProps<T> {
  /** What the columns are, for those who hear the page. */
  label: string;
  /** Element around the board. */
  frame: RefObject<HTMLElement | null>;
  columns: ReadonlyArray<BoardColumn<T>>;
}

/** On phones one column fills the screen: these lead to the others, and follow when the reader swipes. */
export function ColumnTabs<T>({ label, frame, columns }: ColumnTabsProps<T>) {
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
    <nav aria-label={label} className="flex shrink-0 gap-1.5 overflow-x-auto [scrollbar-width:none]">
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
