/** Pairs of neighbouring letters with their counts. */
function pairs(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i < text.length - 1; i += 1) {
    const pair = text.slice(i, i + 2);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}

/** How alike two compact keys are, 0..1: the share of neighbouring letter pairs that they have in common (Dice). */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  if (a.length < 2 || b.length < 2) return 0;
  const [left, right] = [pairs(a), pairs(b)];
  let common = 0;
  for (const [pair, count] of left) common += Math.min(count, right.get(pair) ?? 0);
  return (2 * common) / (a.length + b.length - 2);
}

/**
 * Pieces of a compact key, of which one slip of the pen leaves all but one as they are: rows with any of them are
 * candidates. None for names too short to be cut.
 */
export function piecesOf(compact: string): string[] {
  const count = compact.length >= 15 ? 3 : compact.length >= 8 ? 2 : 0;
  const size = Math.floor(compact.length / (count || 1));
  return Array.from({ length: count }, (_, i) => compact.slice(i * size, i === count - 1 ? undefined : (i + 1) * size));
}
