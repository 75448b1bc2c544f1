const PRESENTATION_FORM = /[\ufb50-\ufdff\ufe70-\ufefc]/g;
/** Tatweel, ZWSP, ZWJ, word joiner, BOM, soft hyphen, direction marks and isolates, other control characters. */
const INVISIBLE =
  /[\u0640\u200b\u200d\u2060\ufeff\u00ad\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u0001-\u0008\u000e-\u001f\u007f-\u009f]/g;
const LETTER = /[\u064a\u0649\u06d2\u0643\u06c1\u0660-\u0669]/g;
const BLANK = /[\t\v\f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
/** Everything that any step would touch: text without it is stored as it is. */
const UNCLEAN =
  /[^ -~\n\u00ab\u00bb\u060c\u061b\u061f\u0621-\u063a\u0641\u0642\u0644-\u0648\u066a-\u066c\u067e\u0686\u0698\u06a9\u06af\u06cc\u06f0-\u06f9\u200c\u2013\u2014\u2026]|  |^[ \n\u200c]|[ \n\u200c]$|\u200c[ \n\u200c]|[ \n]\u200c| \n/;

const EDGE = new Set([0x20, 0x0a, 0x200c]);

function persianLetter(letter: string): string {
  if (letter === '\u0643') return 'ک';
  if (letter === '\u06c1') return 'ه';
  if (letter >= '\u0660' && letter <= '\u0669') return String.fromCharCode(letter.charCodeAt(0) + 0x90);
  return 'ی';
}

/** One space or ZWNJ for each run; linear on any input. */
function joinBlanks(run: string): string {
  return run.includes(' ') ? ' ' : '\u200c';
}

function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && EDGE.has(text.charCodeAt(start))) start += 1;
  while (end > start && EDGE.has(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/**
 * The form in which free text is saved and shown: NFC, presentation forms opened, Persian ی and ک, Persian digits, no
 * tatweel or invisible controls, single spaces, ZWNJ only between letters. Hamza, ۀ, ة and diacritics stay (names differ
 * by them), and so do line breaks. Idempotent.
 */
export function normalizeStore(text: string): string {
  if (!UNCLEAN.test(text)) return text;
  const clean = text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(BLANK, ' ')
    .replace(PRESENTATION_FORM, (form) => form.normalize('NFKC'))
    .replace(INVISIBLE, '')
    .normalize('NFC')
    .replace(LETTER, persianLetter)
    .replace(/[ \u200c]{2,}/g, joinBlanks)
    .replace(/[ \u200c]\n/g, '\n')
    .replace(/\n\u200c/g, '\n');
  return trimBlanks(clean);
}

/** `normalizeStore` for a one-line field: line breaks become spaces as well. */
export function normalizeLine(text: string): string {
  return normalizeStore(text.replace(/[\r\n\u2028\u2029]+/g, ' '));
}
