import { randomInt } from 'node:crypto';

/** Numbers that look random and are the same again with the same seed (mulberry32). */
export class Random {
  #state;

  /** @param {number} seed whole number below 2^32; another one each time unless given */
  constructor(seed = randomInt(2 ** 32 - 1)) {
    this.seed = seed;
    this.#state = seed;
  }

  /** From 0 up to, but not including, 1. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `from` to `to`, both included. */
  between(from, to) {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(probability) {
    return this.next() < probability;
  }

  /** One of the list. */
  pick(list) {
    return list[this.between(0, list.length - 1)];
  }

  /** The list in another order. */
  shuffled(list) {
    const copy = [...list];
    for (let i = copy.length - 1; i > 0; i -= 1) {
      const j = this.between(0, i);
      [copy[i], copy[j]] = [copy[j], copy[i]];
    }
    return copy;
  }

  /** A random text of small letters and digits, for names that must not occur elsewhere. */
  word(length = 8) {
    return Array.from({ length }, () => 'abcdefghijklmnopqrstuvwxyz0123456789'[this.between(0, 35)]).join('');
  }

  /** A further stream of its own, so that work side by side does not change each other's numbers. */
  fork() {
    return new Random(Math.floor(this.next() * 2 ** 32));
  }
}
