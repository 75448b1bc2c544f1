import { GripVertical } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton, type DropItem, GridList, GridListItem, useDragAndDrop } from 'react-aria-components';

interface SortableListProps<T> {
  label: string;
  items: readonly T[];
  itemId: (item: T) => string;
  itemName: (item: T) => string;
  /** Content of a row; buttons inside are reached with Tab. */
  renderItem: (item: T, index: number) => ReactNode;
  /** Told the ids in their new order. */
  onSort: (ids: string[]) => void;
  /** Takes rows of other lists of the screen: told their ids, and the place among the items that they come to. */
  onReceive?: (ids: string[], at: number) => void;
  /** Stands where there are no rows. */
  empty?: ReactNode;
  isDisabled?: boolean;
}

const TYPE = 'application/x-peyvand-row';

/** A short list whose order is dragged: by mouse, and by keyboard with Enter on the handle, the arrows and Enter. */
export function SortableList<T extends object>(props: SortableListProps<T>) {
  const { label, items, itemId, itemName, renderItem, onSort, onReceive, empty, isDisabled = false } = props;
  const ids = items.map(itemId);
  const receive = async (dropped: readonly DropItem[], at: number) => {
    const texts = await Promise.all(dropped.map(async (item) => (item.kind === 'text' ? item.getText(TYPE) : '')));
    onReceive?.(
      texts.filter((id) => id !== ''),
      at,
    );
  };
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled,
    getItems: (keys) => [...keys].map((key) => ({ [TYPE]: String(key), 'text/plain': String(key) })),
    acceptedDragTypes: [TYPE],
    getDropOperation: () => 'move',
    onReorder: ({ keys, target }) => {
      const moved = ids.filter((id) => keys.has(id));
      const rest = ids.filter((id) => !keys.has(id));
      const at = rest.indexOf(String(target.key)) + (target.dropPosition === 'after' ? 1 : 0);
      const next = rest.toSpliced(at, 0, ...moved);
      if (next.join() !== ids.join()) onSort(next);
    },
    ...(onReceive
      ? {
          onInsert: ({ items: dropped, target }) => {
            void receive(dropped, ids.indexOf(String(target.key)) + (target.dropPosition === 'after' ? 1 : 0));
          },
          onRootDrop: ({ items: dropped }) => void receive(dropped, ids.length),
        }
      : {}),
  });
  return (
    <GridList
      aria-label={label}
      items={items.map((item, index) => ({ id: itemId(item), item, index }))}
      dragAndDropHooks={dragAndDropHooks}
      keyboardNavigationBehavior="tab"
      {...(empty ? { renderEmptyState: () => empty } : {})}
      className="flex flex-col gap-2 rounded-xl outline-none data-[drop-target]:bg-accent-soft [&_.react-aria-DropIndicator[data-drop-target]]:h-0.5 [&_.react-aria-DropIndicator[data-drop-target]]:bg-accent"
    >
      {({ item, index }) => (
        <GridListItem
          textValue={itemName(item)}
          className="flex min-h-12 items-center gap-2 rounded-xl border border-hairline bg-surface px-2 py-1.5 outline-none data-[dragging]:opacity-50 data-[focus-visible]:outline-2 data-[focus-visible]:outline-focus"
        >
          {isDisabled ? null : (
            <AriaButton
              slot="drag"
              className="grid size-8 shrink-0 cursor-grab place-items-center rounded-md text-muted outline-none data-[focus-visible]:outline-2 data-[focus-visible]:outline-focus"
            >
              <GripVertical aria-hidden className="size-4" />
            </AriaButton>
          )}
          {renderItem(item, index)}
        </GridListItem>
      )}
    </GridList>
  );
}
