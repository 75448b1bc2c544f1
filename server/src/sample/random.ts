/**
 * Numbers that look random and are the same for the same row: each row of each kind has its own sequence, so that any row
 * can be made again without those before it.
 */
export class Random {
  private state = 0;

  /** Starts the sequence of a row. */
  at(kind: number, row: number): this {
    let hash = Math.imul(kind ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(row + 0x6d2b79f5, 0xc2b2ae35);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    this.state = (hash ^ (hash >>> 13)) >>> 0;
    return this;
  }

  /** In [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** Whole number in [0, below). */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }

  /** Whole number in [from, to]. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)] as T;
  }
}

/** Draws from a list where each entry has a weight. */
export class Weighted<T> {
  private readonly sums: number[] = [];

  constructor(
    private readonly entries: readonly T[],
    weightOf: (entry: T) => number,
  ) {
    let sum = 0;
    for (const entry of entries) this.sums.push((sum += weightOf(entry)));
  }

  pick(random: Random): T {
    return this.entries[indexOfSum(this.sums, random.next() * (this.sums[this.sums.length - 1] as number))] as T;
  }
}

/** The first index whose running sum lies above `value`. */
export function indexOfSum(sums: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
