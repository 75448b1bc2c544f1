import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cn } from '~/lib/cn';
import { type DataTableProps, SELECT_WIDTH } from './props';
import { ResizeHandle } from './resize-handle';
import { RowCheckbox } from './row-checkbox';

type HeaderRowProps<T> = DataTableProps<T> & { template: string; height: number; rowIds: readonly string[] };

export function HeaderRow<T>({
  columns,
  selection,
  sort,
  onSort,
  onResize,
  template,
  height,
  rowIds,
}: HeaderRowProps<T>) {
  const { t } = useTranslation();
  const isAll = rowIds.length > 0 && rowIds.every((id) => selection?.isSelected(id));
  return (
    <div
      role="row"
      className="sticky top-0 z-20 grid border-b border-border bg-surface-secondary text-xs font-medium text-muted"
      style={{ gridTemplateColumns: template, height }}
    >
      {selection ? (
        <span role="columnheader" className="sticky start-0 z-10 grid place-items-center bg-surface-secondary">
          <RowCheckbox
            label={t('actions.selectAll')}
            isSelected={isAll}
            isIndeterminate={!isAll && selection.ids.size > 0}
            onChange={() => (isAll ? selection.clear() : selection.setAll(rowIds))}
          />
        </span>
      ) : null}
      {columns.map((column, index) => {
        const direction =
          sort === column.sortField ? 'ascending' : sort === `-${column.sortField}` ? 'descending' : 'none';
        const isSorted = column.sortField !== undefined && direction !== 'none';
        return (
          <span
            key={column.id}
            role="columnheader"
            aria-sort={column.sortField ? direction : undefined}
            className={cn(
              'relative flex min-w-0 items-center',
              column.align === 'end' && 'justify-end',
              index === 0 && 'sticky z-20 bg-surface-secondary',
            )}
            style={index === 0 ? { insetInlineStart: selection ? SELECT_WIDTH : 0 } : undefined}
          >
            {column.sortField && onSort ? (
              <button
                type="button"
                tabIndex={-1}
                onClick={() => onSort(nextSort(column.sortField ?? '', direction))}
                className={cn(
                  'flex h-full w-full cursor-pointer items-center gap-1 px-3 text-start hover:text-foreground',
                  column.align === 'end' && 'justify-end',
                  isSorted && 'text-foreground',
                )}
              >
                <span className="truncate">{column.header}</span>
                {isSorted ? (
                  direction === 'ascending' ? (
                    <ArrowUp aria-hidden className="size-3.5 shrink-0" />
                  ) : (
                    <ArrowDown aria-hidden className="size-3.5 shrink-0" />
                  )
                ) : null}
              </button>
            ) : (
              <span className="truncate px-3">{column.header}</span>
            )}
            {onResize ? <ResizeHandle onResize={(width) => onResize(column.id, width)} /> : null}
          </span>
        );
      })}
    </div>
  );
}

/** Ascending, then descending, then as it came. */
function nextSort(field: string, direction: 'ascending' | 'descending' | 'none'): string | undefined {
  if (direction === 'none') return field;
  return direction === 'ascending' ? `-${field}` : undefined;
}
