/**
 * What each character becomes in a search key, once and for all: the JavaScript key reads it directly and the SQL function
 * `fa_key` is generated from it, so both always agree.
 */

/** Letters that users and keyboards mix up. Hamza carriers (آ أ إ ؤ ئ ۀ) need no row: decomposition leaves their base. */
const FOLDS = new Map<string, string>([
  ['\u064a', 'ی'],
  ['\u0649', 'ی'],
  ['\u06d2', 'ی'],
  ['\u0643', 'ک'],
  ['\u06aa', 'ک'],
  ['\u0629', 'ه'],
  ['\u06c1', 'ه'],
  ['\u06be', 'ه'],
  ['\u06d5', 'ه'],
  ['\u0671', 'ا'],
  ['\u0621', ''],
  ['\u03c2', 'σ'],
]);

const MARK = /^[\p{Mn}\p{Me}\p{Cf}\u0640]$/u;
const WORD_CHARACTER = /^[\p{L}\p{N}\p{Mc}]$/u;
const DECIMAL_DIGIT = /^\p{Nd}$/u;

/** Arabic presentation forms: the only characters that compatibility decomposition may open. */
export function isPresentationForm(code: number): boolean {
  return (code >= 0xfb50 && code <= 0xfdff) || (code >= 0xfe70 && code <= 0xfefc);
}

/** Combining marks, invisible controls and tatweel carry no meaning in a search and vanish. */
export function vanishesInKey(code: number): boolean {
  return code <= 0xffff && MARK.test(String.fromCharCode(code));
}

function asciiDigit(code: number): string {
  // Decimal digits come in unbroken runs of ten that start at zero.
  let start = code;
  while (DECIMAL_DIGIT.test(String.fromCharCode(start - 1))) start -= 1;
  return String((code - start) % 10);
}

/**
 * The key of one composed character that is no presentation form: '' when it vanishes, ' ' when it parts words, else one
 * character. Outside the basic plane only the Han extensions are words: what is added there from one Unicode version to
 * the next would differ between the runtime and the database.
 */
export function keyOfCharacter(code: number): string {
  if (code > 0xffff) return code >= 0x20000 && code <= 0x3ffff ? String.fromCodePoint(code) : ' ';
  if (vanishesInKey(code)) return '';
  const character = String.fromCharCode(code);
  const parts = [...character.normalize('NFD')].filter((part) => !vanishesInKey(part.charCodeAt(0)));
  const base = parts.length === 1 ? (parts[0] as string) : character;
  if (DECIMAL_DIGIT.test(base)) return asciiDigit(base.charCodeAt(0));
  const lower = base.toLowerCase();
  const letter = lower.length === 1 ? lower : base;
  const folded = FOLDS.get(letter);
  if (folded !== undefined) return folded;
  return WORD_CHARACTER.test(letter) ? letter : ' ';
}
