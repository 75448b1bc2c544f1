import type { ReactNode } from 'react';
import { cn } from '~/lib/cn';

interface CardProps {
  title?: ReactNode;
  /** At the end of the title's line. */
  actions?: ReactNode;
  children: ReactNode;
  /** Takes the inner space away, for tables and lists. */
  isFlush?: boolean;
  className?: string;
  /** Level of the title; cards of a page are `h2`. */
  level?: 2 | 3;
}

export function Card({ title, actions, children, isFlush, className, level = 2 }: CardProps) {
  const Title = level === 2 ? 'h2' : 'h3';
  return (
    <section className={cn('min-w-0 rounded-xl border border-hairline bg-surface shadow-surface', className)}>
      {title || actions ? (
        <header className="flex min-h-12 items-center gap-2 px-4 pt-2">
          {title ? (
            <Title className="min-w-0 grow truncate text-base font-bold">{title}</Title>
          ) : (
            <span className="grow" />
          )}
          {actions}
        </header>
      ) : null}
      <div className={isFlush ? '' : 'p-4'}>{children}</div>
    </section>
  );
}

interface StatProps {
  label: string;
  value: ReactNode;
  note?: ReactNode;
}

/** One figure with its name. */
export function Stat({ label, value, note }: StatProps) {
  return (
    <div className="min-w-0">
      <div className="truncate text-xs text-muted">{label}</div>
      <div className="truncate text-xl font-bold">{value}</div>
      {note ? <div className="text-2xs text-muted">{note}</div> : null}
    </div>
  );
}

/** Facts as name and value, one under the other. */
export function KeyValue({
  items,
  className,
}: {
  items: ReadonlyArray<{ id: string; label: string; value: ReactNode; action?: ReactNode }>;
  className?: string;
}) {
  return (
    <dl className={cn('flex flex-col', className)}>
      {items.map((item) => (
        <div
          key={item.id}
          className="group flex min-h-9 items-baseline gap-3 border-b border-hairline py-1.5 last:border-0"
        >
          <dt className="w-28 shrink-0 text-xs text-muted">{item.label}</dt>
          <dd className="min-w-0 grow text-sm break-words">{item.value}</dd>
          {item.action ? <dd className="shrink-0">{item.action}</dd> : null}
        </div>
      ))}
    </dl>
  );
}
