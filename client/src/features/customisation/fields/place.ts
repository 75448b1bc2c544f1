interface Placed {
  id: string;
  order: number;
}

/** Room between two neighbours after all are numbered anew. */
const STEP = 10;

/**
 * Numbers that put items into the order in which they are given. Says only those that change: one moved item takes a number
 * between its new neighbours where there is room, otherwise all are numbered anew.
 */
export function placesOf(items: readonly Placed[]): Map<string, number> {
  const changes = new Map<string, number>();
  const wrong = items.findIndex((item, at) => at > 0 && item.order <= (items[at - 1] as Placed).order);
  if (wrong === -1) return changes;
  for (const at of [wrong, wrong - 1]) {
    const others = items.filter((_, index) => index !== at);
    const isSorted = others.every((item, index) => index === 0 || item.order > (others[index - 1] as Placed).order);
    if (!isSorted) continue;
    const low = items[at - 1]?.order ?? -1;
    const high = items[at + 1]?.order ?? low + 2 * STEP;
    const middle = Math.floor((low + high) / 2);
    if (middle > low && middle < high) return changes.set((items[at] as Placed).id, middle);
  }
  for (const [at, item] of items.entries()) if (item.order !== (at + 1) * STEP) changes.set(item.id, (at + 1) * STEP);
  return changes;
}
