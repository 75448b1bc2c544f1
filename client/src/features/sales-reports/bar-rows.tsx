import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { cn } from '~/lib/cn';
import type { Drill } from './drill';

export interface BarRow {
  id: string;
  label: string;
  value: number;
  /** Stands at the end of the bar. */
  text: ReactNode;
  color?: string;
  isStrong?: boolean;
  drill?: Drill;
}

/** Bars that lie down, each a link to the rows behind it. */
export function BarRows({ rows, className }: { rows: readonly BarRow[]; className?: string }) {
  const max = Math.max(1, ...rows.map((row) => row.value));
  return (
    <ul className={cn('flex flex-col gap-1', className)}>
      {rows.map((row) => {
        const content = (
          <>
            <span className={cn('truncate', row.isStrong ? 'font-medium' : 'text-muted')} title={row.label}>
              {row.label}
            </span>
            <span className="h-5 rounded-md bg-surface-tertiary">
              <span
                className="block h-full min-w-1 rounded-md"
                style={{
                  width: `${(row.value / max) * 100}%`,
                  background: row.color ?? (row.isStrong ? 'var(--accent)' : 'var(--stage-3)'),
                }}
              />
            </span>
            <span className="truncate">{row.text}</span>
          </>
        );
        const grid =
          'grid min-h-8 grid-cols-[7rem_1fr_auto] md:grid-cols-[8rem_1fr_10.5rem] items-center gap-2.5 rounded-lg px-1 text-xs';
        return (
          <li key={row.id}>
            {row.drill ? (
              <Link to="/opportunities" search={row.drill} className={cn(grid, 'hover:bg-default')}>
                {content}
              </Link>
            ) : (
              <span className={grid}>{content}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
