import { ChevronDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cn } from '~/lib/cn';
import type { Column } from './columns';
import type { RowGroup } from './lines';

export interface GroupRowProps<T> {
  id: string;
  group: RowGroup<T>;
  index: number;
  top: number;
  height: number;
  template: string;
  columns: ReadonlyArray<Column<T>>;
  isSelectable: boolean;
  isActive: boolean;
}

/** Head of a group: its name, its number of rows, its figures under their columns. */
export function GroupRow<T>({ id, group, index, isSelectable, isActive, columns, ...place }: GroupRowProps<T>) {
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      className={cn(
        'absolute inset-x-0 grid border-b border-hairline bg-surface-tertiary',
        isActive &&
          'z-[1] in-focus:shadow-[inset_2px_0_0_var(--focus)] rtl:in-focus:shadow-[inset_-2px_0_0_var(--focus)]',
      )}
      style={{ top: place.top, height: place.height, gridTemplateColumns: place.template }}
    >
      <span
        role="gridcell"
        className="sticky start-0 z-[5] flex min-w-0 items-center bg-surface-tertiary"
        style={{ gridColumn: isSelectable ? 'span 2' : undefined }}
      >
        <GroupHead group={group} />
      </span>
      {columns.slice(1).map((column) => (
        <span
          key={column.id}
          role="gridcell"
          className={cn('flex min-w-0 items-center px-3 text-xs', column.align === 'end' && 'justify-end')}
        >
          <span className="min-w-0 truncate">{group.figures[column.id]}</span>
        </span>
      ))}
    </div>
  );
}

/** The button that folds a group. */
export function GroupHead<T>({ group }: { group: RowGroup<T> }) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-expanded={group.isOpen}
      aria-label={t('table.group', { name: group.name, count: group.count })}
      onClick={group.onToggle}
      className="flex h-full min-w-0 cursor-pointer items-center gap-2 px-3 text-start font-medium"
    >
      <ChevronDown
        aria-hidden
        className={cn('size-4 shrink-0 text-muted', !group.isOpen && 'rotate-90 ltr:-rotate-90')}
      />
      <span className="min-w-0 truncate">{group.title}</span>
      <span className="shrink-0 text-xs font-normal text-muted">{t('table.groupCount', { count: group.count })}</span>
    </button>
  );
}
