import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRowWindow } from '../data-table/window';
import type { BoardColumn } from './board';
import { gapOfIndex } from './board';
import { BoardCard } from './board-card';
import { useDrag } from './drag-state';

/** Space above the first card, and between two, in pixels. */
export const CARD_GAP = 8;
/** Cards drawn beyond each end of what is in sight. */
const SPARE = 3;

interface ColumnViewProps<T> {
  column: BoardColumn<T>;
  color: string;
  cardHeight: number;
  canMove: boolean;
  itemId: (item: T) => string;
  itemName: (item: T) => string;
  renderCard: (item: T, columnId: string) => ReactNode;
  onLoadMore: ((columnId: string) => void) | undefined;
}

/** A column: its head with the figures, and those of its cards that are in sight. */
export function ColumnView<T>(props: ColumnViewProps<T>) {
  const { column, color, cardHeight, canMove, itemId, itemName, renderCard, onLoadMore } = props;
  const { items } = column;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const step = cardHeight + CARD_GAP;
  const { start, end } = useRowWindow(scroller, items.length, step, 0, SPARE);
  const [focused, setFocused] = useState<string>();
  const liftedId = useDrag((drag) => drag?.itemId);

  const indexOf = (id: string | undefined) => (id === undefined ? -1 : items.findIndex((item) => itemId(item) === id));
  const lifted = indexOf(liftedId);
  const current = Math.max(0, indexOf(focused));
  // What is held or has the focus stays, however far the list is scrolled.
  const drawn = new Set([current, lifted, ...Array.from({ length: Math.max(0, end - start) }, (_, at) => start + at)]);

  return (
    <section
      aria-label={t('board.column', { name: column.name, count: column.count })}
      data-target={column.id}
      className="flex w-72 max-w-80 min-w-56 shrink grow snap-start flex-col rounded-xl bg-surface-secondary max-md:w-[86vw] max-md:max-w-none max-md:shrink-0"
    >
      <header
        className="border-t-3 px-3 pt-2.5 pb-2 [border-start-end-radius:12px] [border-start-start-radius:12px]"
        style={{ borderColor: color }}
      >
        <div className="flex items-center gap-2">
          <h2 className="min-w-0 grow truncate text-sm font-bold">{column.name}</h2>
          <span className="shrink-0 rounded-full bg-default px-2 text-2xs">
            {t('table.count', { count: column.count })}
          </span>
        </div>
        {column.summary ? <div className="text-xs text-muted">{column.summary}</div> : null}
      </header>
      <div
        ref={scroller}
        data-cards={column.id}
        onFocus={(event) => setFocused(event.target.closest<HTMLElement>('[data-card]')?.dataset.card)}
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          if (column.hasMore && scrollTop + clientHeight > scrollHeight - step * 4) onLoadMore?.(column.id);
        }}
        className="relative min-h-24 grow overflow-y-auto overscroll-contain rounded-b-xl [scrollbar-width:thin]"
      >
        {items.length === 0 ? <p className="p-4 text-center text-xs text-muted">{t('board.empty')}</p> : null}
        <ul
          aria-label={column.name}
          className="relative"
          style={{ height: items.length > 0 ? items.length * step + CARD_GAP : 0 }}
        >
          {[...drawn]
            .sort((a, b) => a - b)
            .map((index) => {
              const item = items[index];
              return item === undefined ? null : (
                <BoardCard
                  key={itemId(item)}
                  item={item}
                  id={itemId(item)}
                  name={itemName(item)}
                  columnId={column.id}
                  index={index}
                  count={column.count}
                  top={CARD_GAP + index * step}
                  height={cardHeight}
                  isCurrent={index === current}
                  canMove={canMove}
                  renderCard={renderCard}
                />
              );
            })}
        </ul>
        <DropLine columnId={column.id} lifted={lifted} step={step} />
      </div>
    </section>
  );
}

/** Where the card would come to stand. */
function DropLine({ columnId, lifted, step }: { columnId: string; lifted: number; step: number }) {
  const gap = useDrag((drag) =>
    drag?.place?.targetId === columnId ? gapOfIndex(drag.place.index, lifted) : undefined,
  );
  if (gap === undefined) return null;
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute inset-x-2 h-1 rounded-full bg-accent"
      style={{ top: CARD_GAP / 2 - 2 + gap * step }}
    />
  );
}
