import { Problem } from '../../errors/problem.js';

/** Of one key only one at a time: guesses at one account must see each other's failures. */
export class Queue {
  private readonly tails = new Map<string, Promise<unknown>>();

  async pass<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.tails.get(key) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(work);
    this.tails.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.tails.get(key) === turn) this.tails.delete(key);
    }
  }
}

/**
 * Lets a few through at a time: checking a password costs 19 MiB and some 20 ms of a core, and a directory that hangs
 * holds whoever waits for it. The rest waits in line, up to a limit.
 */
export class Turnstile {
  private inside = 0;
  private readonly line: (() => void)[] = [];

  constructor(
    private readonly places: number,
    private readonly longestLine: number,
  ) {}

  /** @throws Problem 429 `auth.busy` when too many wait already */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.inside >= this.places) {
      if (this.line.length >= this.longestLine) throw new Problem(429, 'auth.busy', { retryAfterSeconds: 5 });
      await new Promise<void>((resolve) => this.line.push(resolve));
    } else {
      this.inside += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.line.shift();
      // Whoever is next takes over the place.
      if (next) next();
      else this.inside -= 1;
    }
  }
}
