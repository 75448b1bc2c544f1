import { Random } from '../proof/seed.mjs';

/** The dice of the generator; the same seed throws the same again. */
export class Dice extends Random {
  /** A whole number from 0 to below `end`. */
  int(end) {
    return Math.floor(this.next() * end);
  }

  /** A few of the list, in its order. */
  some(list, share) {
    return list.filter(() => this.chance(share));
  }

  /** One of the names, as often as its weight says. */
  weighted(weights) {
    const entries = Object.entries(weights);
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight] of entries) {
      left -= weight;
      if (left < 0) return name;
    }
    return entries.at(-1)[0];
  }

  uuid() {
    const hex = Array.from({ length: 32 }, () => this.int(16).toString(16)).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}
