import { isPresentationForm, keyOfCharacter, vanishesInKey } from './key-characters.js';

const SPACE = 0x20;
const VANISHES = 0;
const ARABIC_END = 0x0700;
const PUNCTUATION_START = 0x2000;
const PUNCTUATION_END = 0x2070;

let directTable: Uint16Array | undefined;
const rareKeys = new Map<number, string>();

/** Latin, Greek, Cyrillic, Hebrew, Arabic, then general punctuation: here a key never depends on the neighbours. */
function buildDirectTable(): Uint16Array {
  const table = new Uint16Array(ARABIC_END + PUNCTUATION_END - PUNCTUATION_START);
  for (let index = 0; index < table.length; index += 1) {
    const code = index < ARABIC_END ? index : index - ARABIC_END + PUNCTUATION_START;
    const key = keyOfCharacter(code);
    table[index] = key === '' ? VANISHES : key.charCodeAt(0);
  }
  return table;
}

function rareKey(code: number): string {
  let key = rareKeys.get(code);
  if (key === undefined) {
    key = keyOfCharacter(code);
    rareKeys.set(code, key);
  }
  return key;
}

/** Any text of any script: open presentation forms, drop marks, compose, then character by character. */
function rareTextKey(text: string): string {
  let bare = '';
  for (const character of text) {
    const opened = isPresentationForm(character.charCodeAt(0)) ? character.normalize('NFKC') : character;
    for (const part of opened) if (!vanishesInKey(part.codePointAt(0) as number)) bare += part;
  }
  let key = '';
  for (const character of bare.normalize('NFC')) key += rareKey(character.codePointAt(0) as number);
  return key.replace(/ +/g, ' ').replace(/^ | $/g, '');
}

/**
 * The hidden form by which text is searched and matched: marks, hamza, ZWNJ and case gone, letters and digits unified
 * (ي→ی, ك→ک, ة ۀ→ه, آ→ا, ئ→ی, ۱→1), punctuation as single spaces, trimmed. Idempotent; equal to `fa_key` in the database.
 */
export function normalizeKey(text: string): string {
  directTable ??= buildDirectTable();
  let key = '';
  let pendingSpace = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    let mapped: number;
    if (code < ARABIC_END) mapped = directTable[code] as number;
    else if (code >= PUNCTUATION_START && code < PUNCTUATION_END) {
      mapped = directTable[code - PUNCTUATION_START + ARABIC_END] as number;
    } else return rareTextKey(text);
    if (mapped === VANISHES) continue;
    if (mapped === SPACE) {
      pendingSpace = key !== '';
      continue;
    }
    if (pendingSpace) {
      key += ' ';
      pendingSpace = false;
    }
    key += String.fromCharCode(mapped);
  }
  return key;
}

/** The key without spaces, so that «پارس خودرو», «پارس‌خودرو» and «پارسخودرو» are one. */
export function compactKey(text: string): string {
  return normalizeKey(text).replaceAll(' ', '');
}
