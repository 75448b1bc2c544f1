import { type RefObject, useEffect, useRef, useState } from 'react';
import { createStore } from '~/lib/store';
import { type ColumnIds, cardAbove, indexOfGap, type Place, placeByKey, placeOf } from './board';
import { type Drag, type DragStore, pointTo } from './drag-state';
import { focusCard, revealPlace } from './board-focus';
import { attachPointerDrag } from './pointer-drag';

/** What the board tells its moves, as it is drawn now. */
export interface BoardNow {
  columns: readonly ColumnIds[];
  outcomeIds: readonly string[];
  /** Height of a card with its gap, and the space above the first. */
  step: number;
  gap: number;
  canMove: boolean;
  onMove: (itemId: string, targetId: string, afterId: string | undefined) => void;
  onOpen: (itemId: string) => void;
  /** Opens the list of places of a card at its button. */
  onMenu: (itemId: string, button: HTMLElement) => void;
  /** Says something to screen readers. */
  announce: (event: 'lifted' | 'over' | 'dropped' | 'cancelled', itemId: string, place: Place | undefined) => void;
}

/**
 * Hears presses and keys for the whole board, and moves cards: by pointer, and by keyboard with Enter or Space on the
 * handle, arrows, Enter; Escape puts the card back.
 */
export function useBoardMoves(root: RefObject<HTMLElement | null>, now: BoardNow): DragStore {
  const [drag] = useState(() => createStore<Drag | undefined>(undefined));
  const latest = useRef(now);
  useEffect(() => {
    latest.current = now;
  });

  useEffect(() => {
    const board = root.current;
    if (!board) return;
    const cardOf = (event: Event) => (event.target as Element).closest<HTMLElement>('[data-card]');

    const lift = (itemId: string, by: Drag['by']) => {
      const place = placeOf(latest.current.columns, itemId);
      if (!place) return;
      drag.set({ itemId, by, place });
      if (by === 'keyboard') latest.current.announce('lifted', itemId, place);
    };
    const cancel = () => {
      const moved = drag.get();
      drag.set(undefined);
      if (moved?.by === 'keyboard') latest.current.announce('cancelled', moved.itemId, undefined);
    };
    const drop = () => {
      const moved = drag.get();
      drag.set(undefined);
      if (!moved?.place) return;
      const { itemId, place, by } = moved;
      const { columns, onMove, announce } = latest.current;
      const from = placeOf(columns, itemId);
      if (!from || (from.targetId === place.targetId && from.index === place.index)) return;
      onMove(itemId, place.targetId, cardAbove(columns, itemId, place));
      if (by !== 'keyboard') return;
      announce('dropped', itemId, place);
      focusCard(board, itemId, place.targetId, '[data-handle]');
    };

    const over = (under: Element | null, clientY: number) => {
      const moved = drag.get();
      const targetId = under?.closest<HTMLElement>('[data-target]')?.dataset.target;
      if (!moved || !targetId) return pointTo(drag, undefined);
      const { columns, step, gap } = latest.current;
      const column = columns.find(({ id }) => id === targetId);
      const list = under?.closest('[data-cards]');
      if (!column || !list) return pointTo(drag, { targetId, index: 0 });
      const offset = clientY - list.getBoundingClientRect().top + list.scrollTop - gap / 2;
      const at = Math.min(column.itemIds.length, Math.max(0, Math.round(offset / step)));
      pointTo(drag, { targetId, index: indexOfGap(at, column.itemIds.indexOf(moved.itemId)) });
    };

    const onClick = (event: MouseEvent) => {
      const card = cardOf(event);
      const itemId = card?.dataset.card;
      if (!itemId) return;
      const target = event.target as Element;
      const menu = target.closest<HTMLElement>('[data-menu]');
      if (menu) latest.current.onMenu(itemId, menu);
      else if (!target.closest('[data-handle]')) latest.current.onOpen(itemId);
    };

    const onKeyDown = (event: KeyboardEvent) => {
      const itemId = cardOf(event)?.dataset.card;
      if (!itemId || event.ctrlKey || event.metaKey || event.altKey) return;
      const isRtl = getComputedStyle(board).direction === 'rtl';
      const { columns, outcomeIds, canMove } = latest.current;
      const held = drag.get();
      const isPress = event.key === 'Enter' || event.key === ' ';
      if (held?.by === 'keyboard' && held.place) {
        const next = placeByKey(event.key, held.place, held.itemId, { columns, outcomeIds, isRtl });
        if (next) {
          pointTo(drag, next);
          revealPlace(board, next, latest.current);
          latest.current.announce('over', held.itemId, next);
        } else if (isPress) drop();
        else if (event.key === 'Escape' || event.key === 'Tab') cancel();
        else return;
        if (event.key === 'Tab') return;
      } else if (isPress && canMove && (event.target as Element).closest('[data-handle]')) {
        lift(itemId, 'keyboard');
      } else {
        const here = placeOf(columns, itemId);
        const next = here && placeByKey(event.key, here, '', { columns, outcomeIds: [], isRtl });
        if (!next) return;
        const ids = columns.find(({ id }) => id === next.targetId)?.itemIds ?? [];
        const at = Math.min(next.index, ids.length - 1);
        const nextId = ids[at];
        if (nextId === undefined) return;
        revealPlace(board, { ...next, index: at }, latest.current);
        focusCard(board, nextId, next.targetId, '[data-open]');
      }
      event.preventDefault();
      event.stopPropagation();
    };

    board.addEventListener('click', onClick);
    board.addEventListener('keydown', onKeyDown);
    // Notices would lie over the places at the end of the board.
    const unfollow = drag.subscribe(() =>
      document.documentElement.toggleAttribute('data-card-held', drag.get() !== undefined),
    );
    const detach = attachPointerDrag(board, {
      isEnabled: () => latest.current.canMove && drag.get() === undefined,
      onLift: (itemId) => lift(itemId, 'pointer'),
      onOver: over,
      onDrop: drop,
      onCancel: cancel,
    });
    return () => {
      board.removeEventListener('click', onClick);
      board.removeEventListener('keydown', onKeyDown);
      detach();
      drag.set(undefined);
      unfollow();
    };
  }, [root, drag]);

  return drag;
}
