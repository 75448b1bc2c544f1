import type { Language } from '~/lib/preferences';

/** Texts of an area: sentences by name, in branches. */
export interface Texts {
  readonly [name: string]: string | readonly string[] | Texts;
}

const files = import.meta.glob<{ default: Texts }>('./locales/*/*.json');
/** How long a failed attempt stands before the next one may begin. */
const PAUSE_MS = 1_000;
const loaded = new Map<string, Texts>();
const loading = new Map<string, Promise<void>>();

/** Texts that came with the code. */
export function addTexts(language: Language, areas: Readonly<Record<string, Texts>>): void {
  for (const [area, texts] of Object.entries(areas)) loaded.set(`${language}/${area}`, texts);
}

/** Names of the areas that are here in a language. */
export function loadedAreas(language: Language): string[] {
  return [...loaded.keys()].filter((name) => name.startsWith(`${language}/`)).map((name) => name.slice(3));
}

/** Text or branch by its path in an area: `sample.banner`. Undefined when there is none, or the area has not come yet. */
export function textAt(language: Language, area: string, path: string): Texts[string] | undefined {
  let found: Texts[string] | undefined = loaded.get(`${language}/${area}`);
  for (const name of path.split('.')) found = typeof found === 'object' ? (found as Texts)[name] : undefined;
  return found;
}

/**
 * Fetches the areas that are not here yet.
 *
 * @returns undefined when all are here, else a promise that stays the same until they are
 * @throws (the promise) Error for an area without texts, or when they cannot be fetched; the next call tries again
 */
export function loadAreas(language: Language, areas: readonly string[]): Promise<void> | undefined {
  const missing = areas.filter((area) => !loaded.has(`${language}/${area}`));
  if (missing.length === 0) return undefined;
  const key = `${language}/${missing.join()}`;
  const known = loading.get(key);
  if (known) return known;
  const coming = Promise.all(missing.map((area) => loadArea(language, area))).then(() => undefined);
  loading.set(key, coming);
  const forget = () => loading.delete(key);
  // A component asks again before it is told of the fault: a new attempt at once would go round for ever.
  coming.then(forget, () => setTimeout(forget, PAUSE_MS));
  return coming;
}

async function loadArea(language: Language, area: string): Promise<void> {
  const load = files[`./locales/${language}/${area}.json`];
  if (!load) throw new Error(`no texts for ${language}/${area}`);
  addTexts(language, { [area]: (await load()).default });
}
