import { type Language, preferences, setPreference } from '~/lib/preferences';
import faCommon from './locales/fa/common.json';
import faNav from './locales/fa/nav.json';
import faRecords from './locales/fa/records.json';
import faShell from './locales/fa/shell.json';
import { addTexts, i18n, loadAreas, loadedAreas } from './texts';
import { spoken } from './use-translation';

export { say, type Translate, translator } from './translate';
export { useTranslation } from './use-translation';

addTexts('fa', { common: faCommon, nav: faNav, records: faRecords, shell: faShell });

/** Settles when the areas that every screen needs are here. In Persian they come with the code. */
export const i18nReady = Promise.resolve(loadAreas(preferences.get().language, ['common', 'shell', 'nav', 'records']));

/** Writing direction of a language. */
export function directionOf(code: Language): 'rtl' | 'ltr' {
  return code === 'fa' ? 'rtl' : 'ltr';
}

/** Locale for dates and numbers inside widgets: Jalali in both languages. */
export function localeOf(code: Language): string {
  return code === 'fa' ? 'fa-IR' : 'en-US-u-ca-persian';
}

/** Switches the language of the whole page, with its direction, when the texts that are in use have come. */
export async function changeLanguage(code: Language): Promise<void> {
  await loadAreas(code, loadedAreas(spoken.get()));
  await i18n.changeLanguage(code);
  document.documentElement.lang = code;
  document.documentElement.dir = directionOf(code);
  setPreference('language', code);
  spoken.set(code);
}
