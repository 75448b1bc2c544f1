const WINDOW_MS = 60_000;
const SWEEP_AT = 10_000;

/**
 * So many requests a minute for each key, as an even flow with a minute's worth in reserve (the generic cell rate
 * algorithm): whoever has been quiet may send a whole minute's requests at once, and then goes on at the even pace.
 */
export class Allowance {
  /** By key, when its reserve will be full again, in milliseconds of the caller's clock. */
  private readonly fullAt = new Map<string, number>();
  private readonly interval: number;

  /** @param perMinute 0 means no limit */
  constructor(perMinute: number) {
    this.interval = perMinute === 0 ? 0 : WINDOW_MS / perMinute;
  }

  /**
   * Takes one request off the allowance of `key`.
   *
   * @param now milliseconds of a clock that never jumps
   * @returns seconds to wait, whole and at least 1, when nothing is left; 0 when the request may go on
   */
  take(key: string, now: number): number {
    if (this.interval === 0) return 0;
    const fullAt = Math.max(now, this.fullAt.get(key) ?? 0);
    const wait = fullAt + this.interval - now - WINDOW_MS;
    // A hair's breadth, so that sums of fractions don't refuse the last of the minute.
    if (wait > 1e-6) return Math.ceil(wait / 1000);
    this.fullAt.set(key, fullAt + this.interval);
    if (this.fullAt.size > SWEEP_AT) this.sweep(now);
    return 0;
  }

  /** Forgets whose reserve is full: they are as good as never seen. */
  private sweep(now: number): void {
    for (const [key, fullAt] of this.fullAt) if (fullAt <= now) this.fullAt.delete(key);
  }
}
