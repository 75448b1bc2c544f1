import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Language, preferences, setPreference } from '~/lib/preferences';
import faCommon from './locales/fa/common.json';
import faNav from './locales/fa/nav.json';
import faRecords from './locales/fa/records.json';
import faShell from './locales/fa/shell.json';

const files = import.meta.glob<{ default: Record<string, unknown> }>('./locales/*/*.json');

/** Loads an area's texts when a screen first asks for them. The areas every screen needs are part of the first load. */
const backend: BackendModule = {
  type: 'backend',
  init() {},
  read(language, area, done) {
    const load = files[`./locales/${language}/${area}.json`];
    if (!load) {
      done(new Error(`no texts for ${language}/${area}`), false);
      return;
    }
    load().then(
      (module) => done(null, module.default),
      (error: Error) => done(error, false),
    );
  },
};

const language = preferences.get().language;

export const i18nReady = i18next
  .use(backend)
  .use(initReactI18next)
  .init({
    lng: language,
    fallbackLng: 'fa',
    supportedLngs: ['fa', 'en'],
    ns: ['common', 'shell', 'nav', 'records'],
    defaultNS: 'common',
    partialBundledLanguages: true,
    resources: { fa: { common: faCommon, shell: faShell, nav: faNav, records: faRecords } },
    interpolation: { escapeValue: false },
    returnNull: false,
    react: { useSuspense: true },
  });

/** Writing direction of a language. */
export function directionOf(code: Language): 'rtl' | 'ltr' {
  return code === 'fa' ? 'rtl' : 'ltr';
}

/** Locale for dates and numbers inside widgets: Jalali in both languages. */
export function localeOf(code: Language): string {
  return code === 'fa' ? 'fa-IR' : 'en-US-u-ca-persian';
}

/** Switches the language of the whole page, with its direction. */
export async function changeLanguage(code: Language): Promise<void> {
  await i18next.changeLanguage(code);
  document.documentElement.lang = code;
  document.documentElement.dir = directionOf(code);
  setPreference('language', code);
}

export { i18next };
