/** What may stand before a sign and still leave it the first that a spreadsheet sees: blanks, direction marks, ZWNJ, controls. */
const INVISIBLE =
  '[\\s\\u0000-\\u001f\\u007f-\\u00a0\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202f\\u2060-\\u206f\\ufeff]';
const LIVE = new RegExp(`^(?:[\\t\\r\\n]|${INVISIBLE}*[=+\\-@＝＋－＠])`, 'u');
/** A signed number or an international phone number: nothing to run, and it must stay what it is. */
const NUMBER = /^[+-]?\d[\d.,]*(?:;ext=\d+)?$/;

/** The text with a `'` before it when a spreadsheet would take it for a formula. */
export function guardFormula(text: string): string {
  return LIVE.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** Takes off what {@link guardFormula} has put on, so that an exported file comes in as it went out. */
export function unguardFormula(text: string): string {
  return text.startsWith("'") && guardFormula(text.slice(1)) === text ? text.slice(1) : text;
}
