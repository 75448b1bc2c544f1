import { GripVertical, MoveHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Button as AriaButton,
  GridList,
  GridListItem,
  isTextDropItem,
  ListLayout,
  useDragAndDrop,
  Virtualizer,
} from 'react-aria-components';
import { cn } from '~/lib/cn';
import { IconButton } from '../button';
import { stageColor } from '../chip';
import { Menu } from '../menu';

export interface BoardColumn<T> {
  id: string;
  name: string;
  /** Number on the server, which may be more than the cards that have arrived. */
  count: number;
  /** Sum and weighted sum, ready to show. */
  summary?: ReactNode;
  items: readonly T[];
  hasMore?: boolean;
  /** Instead of the colour that its place gives it. */
  color?: string;
  /** A place to drop cards on that shows none: says what dropping does. */
  dropHint?: string;
}

interface KanbanBoardProps<T> {
  label: string;
  columns: ReadonlyArray<BoardColumn<T>>;
  itemId: (item: T) => string;
  itemName: (item: T) => string;
  renderCard: (item: T) => ReactNode;
  onMove: (itemId: string, columnId: string) => void;
  onOpen?: (item: T) => void;
  onLoadMore?: (columnId: string) => void;
  /** Height of a card in pixels: all are the same, so that a thousand can be drawn. */
  cardHeight?: number;
  canMove?: boolean;
}

const DRAG_TYPE = 'application/x-peyvand-card';

/** Columns to move cards between: by mouse, by keyboard (Enter on the handle, Tab, Enter), by touch, or through «انتقال به…». */
export function KanbanBoard<T extends object>(props: KanbanBoardProps<T>) {
  return (
    <div
      role="group"
      aria-label={props.label}
      className="flex h-full min-h-0 snap-x gap-3 overflow-x-auto pb-2 max-md:snap-mandatory"
    >
      {props.columns.map((column, index) => (
        <ColumnView key={column.id} {...props} column={column} index={index} />
      ))}
    </div>
  );
}

type ColumnViewProps<T> = KanbanBoardProps<T> & { column: BoardColumn<T>; index: number };

function ColumnView<T extends object>(props: ColumnViewProps<T>) {
  const {
    column,
    columns,
    index,
    itemId,
    itemName,
    renderCard,
    onMove,
    onOpen,
    onLoadMore,
    cardHeight = 116,
    canMove = true,
  } = props;
  const { t } = useTranslation();
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: !canMove,
    getItems: (keys) => [...keys].map((key) => ({ [DRAG_TYPE]: String(key), 'text/plain': String(key) })),
    acceptedDragTypes: [DRAG_TYPE],
    getDropOperation: () => 'move',
    onRootDrop: (event) => {
      void Promise.all(event.items.filter(isTextDropItem).map((item) => item.getText(DRAG_TYPE))).then((ids) => {
        for (const id of ids) if (!column.items.some((item) => itemId(item) === id)) onMove(id, column.id);
      });
    },
  });
  return (
    <section
      aria-label={column.dropHint ? column.name : t('board.column', { name: column.name, count: column.count })}
      className={cn(
        'flex shrink-0 snap-start flex-col rounded-xl bg-surface-secondary max-md:w-[86vw]',
        column.dropHint ? 'w-44' : 'w-72',
      )}
    >
      <header
        className="border-t-3 px-3 pt-2.5 pb-2 [border-start-end-radius:12px] [border-start-start-radius:12px]"
        style={{ borderColor: column.color ?? stageColor(index) }}
      >
        <div className="flex items-center gap-2">
          <h2 className="min-w-0 grow truncate text-sm font-bold">{column.name}</h2>
          {column.dropHint ? null : (
            <span className="shrink-0 rounded-full bg-default px-2 text-2xs">
              {t('table.count', { count: column.count })}
            </span>
          )}
        </div>
        {column.summary ? <div className="text-xs text-muted">{column.summary}</div> : null}
      </header>
      <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: cardHeight, gap: 8, padding: 8 }}>
        <GridList
          aria-label={column.name}
          items={column.items}
          dragAndDropHooks={dragAndDropHooks}
          onAction={(key) => {
            const item = column.items.find((candidate) => itemId(candidate) === key);
            if (item) onOpen?.(item);
          }}
          onScroll={(event) => {
            const list = event.currentTarget;
            const isNearEnd = list.scrollTop + list.clientHeight > list.scrollHeight - cardHeight * 4;
            if (column.hasMore && isNearEnd) onLoadMore?.(column.id);
          }}
          renderEmptyState={() => (
            <p className="p-4 text-center text-xs text-muted">{column.dropHint ?? t('board.empty')}</p>
          )}
          className="min-h-24 grow overflow-y-auto rounded-b-xl outline-none data-[drop-target]:bg-accent-soft data-[focus-visible]:outline-2 data-[focus-visible]:outline-focus"
        >
          {(item) => (
            <GridListItem
              id={itemId(item)}
              textValue={itemName(item)}
              className={cn(
                'relative h-full cursor-pointer overflow-hidden rounded-xl border border-hairline bg-surface p-3 shadow-surface outline-none data-[dragging]:opacity-50 data-[focus-visible]:outline-2 data-[focus-visible]:outline-focus data-[hovered]:border-border',
              )}
            >
              {renderCard(item)}
              {canMove ? (
                <span className="absolute end-1 top-1 flex">
                  <Menu
                    label={t('actions.moveTo')}
                    trigger={
                      <IconButton
                        label={t('board.moveTo', { name: itemName(item) })}
                        size="sm"
                        className="size-7 min-w-7 text-muted"
                        hasTooltip={false}
                      >
                        <MoveHorizontal aria-hidden />
                      </IconButton>
                    }
                    groups={[
                      {
                        id: 'columns',
                        title: t('actions.moveTo'),
                        entries: columns.map((target) => ({
                          id: target.id,
                          label: target.name,
                          isChecked: target.id === column.id,
                          isDisabled: target.id === column.id,
                          onAction: () => onMove(itemId(item), target.id),
                        })),
                      },
                    ]}
                  />
                  <AriaButton
                    slot="drag"
                    className="grid size-7 cursor-grab place-items-center rounded-md text-muted outline-none data-[focus-visible]:outline-2 data-[focus-visible]:outline-focus"
                  >
                    <GripVertical aria-hidden className="size-4" />
                  </AriaButton>
                </span>
              ) : null}
            </GridListItem>
          )}
        </GridList>
      </Virtualizer>
    </section>
  );
}
