export { compareFa } from './collation.js';
export { stripCompanyWords, stripTitles } from './company-words.js';
export { arabicToPersianDigits, toAsciiDigits, toPersianDigits } from './digits.js';
export { containsForbidden } from './forbidden.js';
export { fromQwerty, toQwerty } from './keyboard.js';
export { compactKey, normalizeKey } from './normalize-key.js';
export { normalizeLine, normalizeStore } from './normalize-store.js';
export { searchText, searchTokens } from './search.js';
