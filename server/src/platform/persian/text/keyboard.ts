const QWERTY = "qwertyuiop[]asdfghjkl;'zxcvbnm,\\";
const PERSIAN = 'ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدئوپ';

const PERSIAN_OF = new Map([...QWERTY].map((key, index) => [key, PERSIAN[index] as string]));
const QWERTY_OF = new Map([...PERSIAN].map((letter, index) => [letter, QWERTY[index] as string]));
/** Shifted keys of the national layout (ISIRI 9147) that give another letter. */
const SHIFTED = new Map([
  ['H', 'آ'],
  ['C', 'ژ'],
  ['M', 'ء'],
]);

/**
 * What was meant when Persian was typed on an English layout («ugd» is «علی»), for one retry of a search that found nothing.
 * Characters that are on no mapped key stay.
 */
export function fromQwerty(text: string): string {
  let result = '';
  for (const key of text) result += SHIFTED.get(key) ?? PERSIAN_OF.get(key.toLowerCase()) ?? key;
  return result;
}

/** The reverse: what was meant when English was typed on a Persian layout («شمه» is «ali»). */
export function toQwerty(text: string): string {
  let result = '';
  for (const letter of text) result += QWERTY_OF.get(letter) ?? letter;
  return result;
}
