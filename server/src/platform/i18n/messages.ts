import { readdirSync, readFileSync } from 'node:fs';
import { createInstance, type i18n } from 'i18next';
import type { Locale } from '../context/request-context.js';

const LOCALES: readonly Locale[] = ['fa', 'en'];

function load(locale: Locale): Record<string, unknown> {
  const folder = new URL(`./locales/${locale}/`, import.meta.url);
  const merged: Record<string, unknown> = {};
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const part = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Record<string, Record<string, string>>;
    for (const [section, messages] of Object.entries(part))
      merged[section] = { ...(merged[section] as object), ...messages };
  }
  return merged;
}

const instance: i18n = createInstance();
void instance.init({
  initAsync: false,
  fallbackLng: 'fa',
  // Codes have dots: `errors.money.negative` is section `errors`, key `money.negative`.
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  resources: Object.fromEntries(
    LOCALES.map((locale) => {
      const flat = Object.entries(load(locale)).flatMap(([section, messages]) =>
        Object.entries(messages as Record<string, string>).map(([key, text]) => [`${section}.${key}`, text]),
      );
      return [locale, { translation: Object.fromEntries(flat) }];
    }),
  ),
});

/** The sentence of a key in a language, with `{{params}}` filled in. */
export function say(locale: Locale, key: string, params: Record<string, unknown> = {}): string {
  return instance.t(key, { lng: locale, ...params });
}

/** Whether a key has a sentence; for the completeness check. */
export function hasMessage(locale: Locale, key: string): boolean {
  return instance.exists(key, { lng: locale, fallbackLng: [] });
}
