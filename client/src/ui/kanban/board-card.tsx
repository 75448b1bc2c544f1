import { GripVertical, MoveHorizontal } from 'lucide-react';
import { memo, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '~/lib/cn';
import { UserText } from '../text';
import { useDrag } from './drag-state';

interface BoardCardProps<T> {
  item: T;
  id: string;
  name: string;
  columnId: string;
  /** Place in the column, from 0, and the number of cards there. */
  index: number;
  count: number;
  /** Pixels from the top of the list, and height. */
  top: number;
  height: number;
  /** Whether Tab stops here: one card of each column. */
  isCurrent: boolean;
  canMove: boolean;
  renderCard: (item: T, columnId: string) => ReactNode;
}

const ACTION =
  'pointer-events-auto grid size-7 place-items-center rounded-md text-muted outline-none hover:bg-default focus-visible:outline-2 focus-visible:outline-focus';

/**
 * One card. Presses are heard by the board, for all cards together: a thousand cards carry no handlers, and a card is
 * drawn again only when something of it changes.
 */
function Card<T>(props: BoardCardProps<T>) {
  const { item, id, name, columnId, index, count, top, height, isCurrent, canMove, renderCard } = props;
  const { t } = useTranslation();
  const isLifted = useDrag((drag) => drag?.itemId === id);
  const textId = useId();
  const tabIndex = isCurrent ? 0 : -1;
  return (
    <li
      data-card={id}
      aria-posinset={index + 1}
      aria-setsize={count}
      style={{ top, height }}
      className={cn(
        'group absolute inset-x-1.5 flex cursor-pointer touch-manipulation flex-col overflow-hidden rounded-xl border border-hairline bg-surface p-2.5 shadow-surface select-none hover:border-border has-[[data-open]:focus-visible]:outline-2 has-[[data-open]:focus-visible]:outline-focus [-webkit-touch-callout:none]',
        isLifted && 'opacity-45 outline-2 outline-dashed outline-accent',
      )}
    >
      <button
        type="button"
        data-open
        tabIndex={tabIndex}
        aria-describedby={textId}
        className={cn(
          'relative z-1 cursor-pointer text-start text-sm/6 font-medium outline-none',
          canMove && 'pointer-coarse:pe-15',
        )}
      >
        <UserText className="line-clamp-2">{name}</UserText>
      </button>
      <div id={textId} className="flex min-h-0 grow flex-col">
        {renderCard(item, columnId)}
      </div>
      {canMove ? (
        <span className="absolute end-1 top-1 z-1 flex rounded-md bg-surface opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:bg-transparent pointer-coarse:opacity-100">
          <button
            type="button"
            data-menu
            data-no-drag
            tabIndex={tabIndex}
            aria-haspopup="menu"
            aria-label={t('board.moveTo', { name })}
            className={ACTION}
          >
            <MoveHorizontal aria-hidden className="size-4" />
          </button>
          <button
            type="button"
            data-handle
            tabIndex={tabIndex}
            aria-label={t('board.lift', { name })}
            aria-pressed={isLifted}
            className={cn(ACTION, 'cursor-grab touch-none')}
          >
            <GripVertical aria-hidden className="size-4" />
          </button>
        </span>
      ) : null}
    </li>
  );
}

export const BoardCard = memo(Card) as typeof Card;
