import { normalizeKey } from './normalize-key.js';

/**
 * The words of a query as keys, without repeats. Each is safe inside a LIKE pattern (no %, _ or \ survives normalisation):
 * a row matches when its search column is LIKE '% word%' for every word.
 */
export function searchTokens(query: string): string[] {
  const key = normalizeKey(query);
  return key === '' ? [] : [...new Set(key.split(' '))];
}

/** What the database function `fa_search` gives: the key and the compact key, each after a space. */
export function searchText(...parts: (string | null | undefined)[]): string {
  let result = '';
  for (const part of parts) {
    if (part === null || part === undefined) continue;
    const key = normalizeKey(part);
    result += ` ${key} ${key.replaceAll(' ', '')}`;
  }
  return result;
}
