import type { ReactNode } from 'react';

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
}

/** A place beside the columns that takes cards and shows none, such as «موفق». */
export interface BoardOutcome {
  id: string;
  name: string;
  /** What dropping a card there does. */
  hint: string;
  color: string;
}

/** Where a card would go: a column or an outcome, and its index among the other cards there. */
export interface Place {
  targetId: string;
  index: number;
}

/** What the moves need to know of a column. */
export interface ColumnIds {
  id: string;
  itemIds: readonly string[];
}

/** The place of a card as the board shows it now. */
export function placeOf(columns: readonly ColumnIds[], itemId: string): Place | undefined {
  for (const { id, itemIds } of columns) {
    const index = itemIds.indexOf(itemId);
    if (index >= 0) return { targetId: id, index };
  }
  return undefined;
}

/** The card below which a place lies; undefined on top and on an outcome. */
export function cardAbove(columns: readonly ColumnIds[], itemId: string, place: Place): string | undefined {
  const column = columns.find(({ id }) => id === place.targetId);
  return column?.itemIds.filter((id) => id !== itemId)[place.index - 1];
}

/** Index among the other cards for the gap `gap` of a column in which the moved card itself stands at `own`. */
export function indexOfGap(gap: number, own: number): number {
  return own >= 0 && gap > own ? gap - 1 : gap;
}

/** The gap in which the line is drawn for an index among the other cards. */
export function gapOfIndex(index: number, own: number): number {
  return own >= 0 && index > own ? index + 1 : index;
}

/**
 * Where a key takes a lifted card: up and down in its column, sideways through the columns and then the outcomes, as they
 * stand on screen. Undefined for other keys.
 */
export function placeByKey(
  key: string,
  from: Place,
  itemId: string,
  board: { columns: readonly ColumnIds[]; outcomeIds: readonly string[]; isRtl: boolean },
): Place | undefined {
  const { columns, outcomeIds, isRtl } = board;
  const targets = [...columns.map(({ id }) => id), ...outcomeIds];
  const others = (targetId: string) => {
    const ids = columns.find(({ id }) => id === targetId)?.itemIds ?? [];
    return ids.length - (ids.includes(itemId) ? 1 : 0);
  };
  const sideways = (step: number): Place => {
    const at = Math.min(targets.length - 1, Math.max(0, targets.indexOf(from.targetId) + step));
    const targetId = targets[at] ?? from.targetId;
    return { targetId, index: Math.min(from.index, others(targetId)) };
  };
  const within = (index: number): Place => ({
    ...from,
    index: Math.min(others(from.targetId), Math.max(0, index)),
  });
  switch (key) {
    case 'ArrowUp':
      return within(from.index - 1);
    case 'ArrowDown':
      return within(from.index + 1);
    case 'Home':
      return within(0);
    case 'End':
      return within(Number.POSITIVE_INFINITY);
    case 'ArrowLeft':
      return sideways(isRtl ? 1 : -1);
    case 'ArrowRight':
      return sideways(isRtl ? -1 : 1);
    default:
      return undefined;
  }
}
