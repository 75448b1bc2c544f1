import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '~/lib/cn';
import type { Column } from './columns';

export interface TotalsRowProps<T> {
  columns: ReadonlyArray<Column<T>>;
  totals: Readonly<Record<string, ReactNode>>;
  template: string;
  height: number;
  isSelectable: boolean;
}

/** What the whole list comes to; stays at the foot while the rows scroll. */
export function TotalsRow<T>({ columns, totals, template, height, isSelectable }: TotalsRowProps<T>) {
  const { t } = useTranslation();
  return (
    <div
      role="row"
      className="sticky bottom-0 z-10 grid border-t border-border bg-surface-secondary font-medium"
      style={{ gridTemplateColumns: template, height }}
    >
      {columns.map((column, index) => (
        <span
          key={column.id}
          role="gridcell"
          className={cn(
            'flex min-w-0 items-center px-3',
            column.align === 'end' && 'justify-end',
            index === 0 && 'sticky start-0 z-[5] bg-surface-secondary',
          )}
          style={{ gridColumn: index === 0 && isSelectable ? 'span 2' : undefined }}
        >
          {/* As wide as its cell: what is inside measures itself by it, and reaches into the padding before it. */}
          <span className={cn('-ms-2 min-w-0 grow truncate ps-2', column.align === 'end' && 'text-end')}>
            {totals[column.id] ?? (index === 0 ? t('table.total') : null)}
          </span>
        </span>
      ))}
    </div>
  );
}
