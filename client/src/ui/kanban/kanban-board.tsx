import { lazy, type ReactNode, Suspense, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMediaQuery } from '~/lib/media';
import { stageColor } from '../chip';
import type { BoardColumn, BoardOutcome } from './board';
import { CARD_GAP, ColumnView } from './column-view';
import { DragContext } from './drag-state';
import { DropStrip } from './drop-strip';
import { type BoardNow, useBoardMoves } from './use-board-moves';

const MenuOverlay = lazy(() => import('../overlay/menu-overlay'));

interface KanbanBoardProps<T> {
  label: string;
  columns: ReadonlyArray<BoardColumn<T>>;
  /** Places that take cards besides the columns. */
  outcomes?: readonly BoardOutcome[];
  itemId: (item: T) => string;
  itemName: (item: T) => string;
  /** What stands below the name. Keep it in `useCallback`: cards are drawn again when it changes. */
  renderCard: (item: T, columnId: string) => ReactNode;
  /** `afterId` is the card below which it was put; undefined on top. */
  onMove: (itemId: string, targetId: string, afterId: string | undefined) => void;
  onOpen?: (item: T) => void;
  onLoadMore?: (columnId: string) => void;
  /** Height of a card in pixels: all are the same, so that a thousand can be drawn. */
  cardHeight?: number;
  canMove?: boolean;
}

const NO_OUTCOMES: readonly BoardOutcome[] = [];

/**
 * Cards to move between columns, to another place of their column and to outcomes: by mouse, by touch (after a long press
 * or on the handle), by keyboard (Enter on the handle, arrows, Enter), or through «انتقال به…». Arrow keys go from card
 * to card. The drag is our own: React Aria's draws every card again when one is lifted (400 ms with a slow processor),
 * and the browser's own, on which it stands, does not exist for touch everywhere.
 */
export function KanbanBoard<T>(props: KanbanBoardProps<T>) {
  const { label, columns, outcomes = NO_OUTCOMES, itemId, itemName, renderCard, onMove, onOpen, onLoadMore } = props;
  const { cardHeight = 116, canMove = true } = props;
  const { t } = useTranslation();
  const isNarrow = useMediaQuery('(max-width: 767px)');
  const root = useRef<HTMLDivElement>(null);
  const helpId = useId();
  const [said, setSaid] = useState('');
  const [menu, setMenu] = useState<{ id: string; button: HTMLElement }>();

  const ids = useMemo(
    () => columns.map((column) => ({ id: column.id, itemIds: column.items.map(itemId) })),
    [columns, itemId],
  );
  const find = (id: string) => columns.flatMap(({ items }) => items).find((item) => itemId(item) === id);
  const targets = [
    ...columns.map(({ id, name, color }, index) => ({ id, name, color: color ?? stageColor(index) })),
    ...outcomes,
  ];

  const now: BoardNow = {
    columns: ids,
    outcomeIds: outcomes.map(({ id }) => id),
    step: cardHeight + CARD_GAP,
    gap: CARD_GAP,
    canMove,
    onMove,
    onOpen: (id) => {
      const item = find(id);
      if (item !== undefined) onOpen?.(item);
    },
    onMenu: (id, button) => setMenu({ id, button }),
    announce: (event, id, place) => {
      const item = find(id);
      const column = targets.find((target) => target.id === place?.targetId)?.name ?? '';
      const name = item === undefined ? '' : itemName(item);
      const isColumn = ids.some((each) => each.id === place?.targetId);
      setSaid(
        t(`board.said.${event === 'over' && !isColumn ? 'overOutcome' : event}`, {
          name,
          column,
          place: (place?.index ?? 0) + 1,
        }),
      );
    },
  };
  const drag = useBoardMoves(root, now);
  const from = columns.find(({ items }) => items.some((item) => itemId(item) === menu?.id))?.id;

  return (
    <DragContext value={drag}>
      <div className="relative h-full min-h-0">
        <div
          ref={root}
          role="group"
          aria-label={label}
          aria-describedby={canMove ? helpId : undefined}
          className="flex h-full min-h-0 snap-x gap-3 overflow-x-auto pb-2 data-lifted:cursor-grabbing data-lifted:snap-none max-md:not-data-lifted:snap-mandatory"
        >
          {columns.map((column, index) => (
            <ColumnView
              key={column.id}
              column={column}
              color={column.color ?? stageColor(index)}
              cardHeight={cardHeight}
              canMove={canMove}
              itemId={itemId}
              itemName={itemName}
              renderCard={renderCard}
              onLoadMore={onLoadMore}
            />
          ))}
        </div>
        <DropStrip targets={isNarrow ? targets : outcomes} />
        <p id={helpId} hidden>
          {t('board.help')}
        </p>
        <p aria-live="assertive" className="sr-only">
          {said}
        </p>
        {menu ? (
          <Suspense fallback={null}>
            <MenuOverlay
              label={t('actions.moveTo')}
              triggerRef={{ current: menu.button }}
              onOpenChange={(isOpen) => isOpen || setMenu(undefined)}
              placement="bottom end"
              header={null}
              groups={[
                {
                  id: 'targets',
                  title: t('actions.moveTo'),
                  entries: targets.map((target) => ({
                    id: target.id,
                    label: target.name,
                    isChecked: target.id === from,
                    isDisabled: target.id === from,
                    onAction: () => onMove(menu.id, target.id, undefined),
                  })),
                },
              ]}
            />
          </Suspense>
        ) : null}
      </div>
    </DragContext>
  );
}
