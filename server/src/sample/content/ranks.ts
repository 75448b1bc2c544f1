/** Ids of these kinds rise with the time of creation in the smaller sizes: lists without a sort show the newest first. */
export type RankedKind = 'account' | 'contact' | 'opportunity' | 'activity' | 'lead';

/** Place of each row in the order of creation, from the instants of creation by row number. */
export function ranksOf(createdMs: readonly number[]): Uint32Array {
  const order = Uint32Array.from(createdMs.keys()).sort(
    (a, b) => (createdMs[a] as number) - (createdMs[b] as number) || a - b,
  );
  const ranks = new Uint32Array(createdMs.length);
  for (const [rank, row] of order.entries()) ranks[row] = rank;
  return ranks;
}
