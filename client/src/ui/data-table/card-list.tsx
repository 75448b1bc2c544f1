import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '~/lib/cn';
import { SkeletonText } from '../skeleton';
import { GroupHead } from './group-row';
import { linesOf } from './lines';
import type { DataTableProps } from './props';
import { RowCheckbox } from './row-checkbox';

/** The same list as cards, for narrow screens. */
export default function CardList<T>(props: DataTableProps<T>) {
  const { label, rows, groups, rowId, rowName, renderCard, onOpen, selection, isLoading, hasMore, onLoadMore } = props;
  const { t } = useTranslation();
  const lines = useMemo(() => linesOf(rows, groups, rowId), [rows, groups, rowId]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.kind === 'group' ? 44 : 104),
    overscan: 6,
    gap: 8,
  });
  const items = virtualizer.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (hasMore && !isLoading && lastIndex >= rows.length - 10) onLoadMore?.();
  }, [hasMore, isLoading, lastIndex, rows.length, onLoadMore]);
  const firstIndex = items[0]?.index ?? 0;
  useEffect(() => {
    for (const line of lines.slice(firstIndex, lastIndex + 1))
      if (line.kind === 'more' && !line.group.isLoading) line.group.onLoadMore();
  }, [lines, firstIndex, lastIndex]);
  const isSelecting = (selection?.ids.size ?? 0) > 0;
  return (
    <div ref={scroller} className="h-full min-h-0 overflow-auto">
      {isLoading && lines.length === 0 ? (
        <div className="flex flex-col gap-2" aria-busy>
          {Array.from({ length: 6 }, (_, card) => (
            <div key={card} className="rounded-xl border border-hairline bg-surface p-4">
              <SkeletonText lines={2} />
            </div>
          ))}
        </div>
      ) : null}
      <ul aria-label={label} className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const line = lines[item.index];
          if (line === undefined) return null;
          if (line.kind !== 'row')
            return (
              <li
                key={line.id}
                ref={virtualizer.measureElement}
                data-index={item.index}
                className="absolute inset-x-0 min-h-11 rounded-lg bg-surface-tertiary text-sm"
                style={{ top: item.start }}
              >
                {line.kind === 'group' ? (
                  <div className="h-11">
                    <GroupHead group={line.group} />
                  </div>
                ) : (
                  <SkeletonText lines={2} />
                )}
              </li>
            );
          const { id, row } = line;
          return (
            <li
              key={id}
              ref={virtualizer.measureElement}
              data-index={item.index}
              className={cn(
                'absolute inset-x-0 flex gap-2 rounded-xl border border-hairline bg-surface p-3 shadow-surface',
                selection?.isSelected(id) && 'border-accent bg-accent-soft',
              )}
              style={{ top: item.start }}
            >
              {selection && isSelecting ? (
                <RowCheckbox
                  label={t('table.selectRow', { name: rowName(row) })}
                  isSelected={selection.isSelected(id)}
                  onChange={() => selection.toggle(id)}
                />
              ) : null}
              <button
                type="button"
                aria-label={rowName(row)}
                className="absolute inset-0 cursor-pointer rounded-xl outline-offset-0"
                onClick={() => (isSelecting ? selection?.toggle(id) : onOpen?.(row))}
                onContextMenu={(event) => {
                  if (!selection) return;
                  event.preventDefault();
                  selection.toggle(id);
                }}
              />
              {/* Lies over the button and lets presses through, except on its own links and buttons. */}
              <div className="pointer-events-none relative min-w-0 grow [&_a]:pointer-events-auto [&_button]:pointer-events-auto">
                {renderCard(row)}
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
