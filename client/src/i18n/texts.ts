import { createInstance } from 'i18next';
import { type Language, preferences } from '~/lib/preferences';

/** Texts of an area: sentences by name, in branches. */
export interface Texts {
  readonly [name: string]: string | readonly string[] | Texts;
}

type Files = Record<string, () => Promise<{ default: Texts }>>;
const persian: Files = import.meta.glob<{ default: Texts }>('./locales/fa/*.json');
/** How long a failed attempt stands before the next one may begin. */
const PAUSE_MS = 1_000;
const PERSIAN = /[\u0600-\u06ff]/;
const loading = new Map<string, Promise<void>>();

/** Every text of the client by language and area. Areas come when a screen first asks for them. */
export const i18n = createInstance();
void i18n.init({
  lng: preferences.get().language,
  fallbackLng: false,
  ns: [],
  defaultNS: 'common',
  resources: {},
  initAsync: false,
  interpolation: { escape: isolated },
  missingInterpolationHandler: () => '',
});

/** A Persian name in an English sentence would take the signs and figures beside it along to its other side. React escapes. */
function isolated(value: string): string {
  return i18n.language === 'en' && PERSIAN.test(value) ? `\u2068${value}\u2069` : value;
}

/** Texts that came with the code. */
export function addTexts(language: Language, areas: Readonly<Record<string, Texts>>): void {
  for (const [area, texts] of Object.entries(areas)) i18n.addResourceBundle(language, area, texts);
}

/** Names of the areas that are here in a language. */
export function loadedAreas(language: Language): string[] {
  return Object.keys(i18n.getDataByLanguage(language) ?? {});
}

/**
 * Fetches the areas that are not here yet.
 *
 * @returns undefined when all are here, else a promise that stays the same until they are
 * @throws (the promise) Error for an area without texts, or when they cannot be fetched; the next call tries again
 */
export function loadAreas(language: Language, areas: readonly string[]): Promise<void> | undefined {
  const missing = areas.filter((area) => !i18n.hasResourceBundle(language, area));
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
  // The names of the English files are worth their bytes to those who read them.
  const files: Files = language === 'fa' ? persian : (await import('./english')).english;
  const load = files[`./locales/${language}/${area}.json`];
  if (!load) throw new Error(`no texts for ${language}/${area}`);
  addTexts(language, { [area]: (await load()).default });
}
