/** Small values kept in this browser under the product's own prefix; a blocked or full storage is the same as an empty one. */
const PREFIX = 'peyvand.';

export function readText(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

export function writeText(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, value);
  } catch {
    // A private window may refuse storage; the value then lives until the page is left.
  }
}

/** Reads a JSON value; anything unreadable or refused by `check` gives `fallback`. */
export function readJson<T>(key: string, check: (value: unknown) => value is T, fallback: T): T {
  const text = readText(key);
  if (text === null) return fallback;
  try {
    const value: unknown = JSON.parse(text);
    return check(value) ? value : fallback;
  } catch {
    return fallback;
  }
}

export function writeJson(key: string, value: unknown): void {
  writeText(key, JSON.stringify(value));
}
