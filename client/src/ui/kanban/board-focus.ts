import type { Place } from './board';

/** Frames that a card may take to appear after it was moved or scrolled to. */
const PATIENCE = 40;

/** Gives the focus to a part of a card as soon as the card is drawn in that column. */
export function focusCard(
  board: HTMLElement,
  itemId: string,
  columnId: string,
  part: string,
  patience = PATIENCE,
): void {
  const list = board.querySelector(`[data-cards="${CSS.escape(columnId)}"]`);
  const element = list?.querySelector<HTMLElement>(`[data-card="${CSS.escape(itemId)}"] ${part}`);
  if (element) element.focus({ preventScroll: true });
  else if (list && patience > 0) requestAnimationFrame(() => focusCard(board, itemId, columnId, part, patience - 1));
}

/** Scrolls the board and the column so that a place is in sight. */
export function revealPlace(board: HTMLElement, { targetId, index }: Place, { step }: { step: number }): void {
  const list = board.querySelector<HTMLElement>(`[data-cards="${CSS.escape(targetId)}"]`);
  if (!list) return;
  list.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  const top = index * step;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (top + step > list.scrollTop + list.clientHeight) list.scrollTop = top + step - list.clientHeight;
}
