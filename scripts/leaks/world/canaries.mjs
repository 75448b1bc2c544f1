/** Letters of a canary word: no vowels, so that it is never a word of a language, and none that texts are folded by. */
const LETTERS = 'bcdfghjklmnpqrstvwxz';
const WORD = /zq[bcdfghjklmnpqrstvwxz]{12}/gi;
const DIGITS = /\d{10,19}/g;

/**
 * Random words and numbers that stand in one field of one record and nowhere else: where one of them turns up, that
 * field of that record has been told.
 */
export class Canaries {
  #byWord = new Map();
  #byDigits = new Map();

  /** @param {import('../../proof/seed.mjs').Random} random */
  constructor(random) {
    this.random = random;
  }

  /** A new word for a field. @returns {string} */
  word(place) {
    const word = `zq${Array.from({ length: 12 }, () => LETTERS[this.random.between(0, LETTERS.length - 1)]).join('')}`;
    this.#byWord.set(word, place);
    return word;
  }

  /** A new number of `length` digits that begins with `start`, for a field. @returns {string} */
  digits(place, length, start = '') {
    for (;;) {
      const rest = Array.from({ length: length - start.length }, () => this.random.between(0, 9)).join('');
      const digits = `${start}${rest}`;
      if (this.take(place, digits)) return digits;
    }
  }

  /** Notes a number that was made elsewhere; false when it is taken. */
  take(place, digits) {
    const key = keyOf(digits);
    if (this.#byDigits.has(key)) return false;
    this.#byDigits.set(key, place);
    return true;
  }

  /** The word stands in further places from now on, so that meeting it says nothing any more. */
  forget(word) {
    this.#byWord.delete(word);
  }

  /**
   * The places whose canaries stand in a text, each once.
   *
   * @param {string} text
   * @returns {Set<{ type: string, id?: string, field: string }>}
   */
  find(text) {
    const found = new Set();
    for (const [word] of text.matchAll(WORD)) {
      const place = this.#byWord.get(word.toLowerCase());
      if (place) found.add(place);
    }
    for (const [digits] of text.matchAll(DIGITS)) {
      const place = this.#byDigits.get(keyOf(digits));
      if (place) found.add(place);
    }
    return found;
  }

  get size() {
    return this.#byWord.size + this.#byDigits.size;
  }
}

/** Telephone numbers are written with and without their country: the last ten digits are what they share. */
function keyOf(digits) {
  return digits.length === 12 && digits.startsWith('98') ? digits.slice(-10) : digits.replace(/^0(?=9\d{9}$)/, '');
}
