import type { MoneyUnit } from '@peyvand/server/persian';
import { readText, writeText } from './storage';
import { createStore, useStore } from './store';

export type Language = 'fa' | 'en';
export type { MoneyUnit };
export type Density = 'comfortable' | 'compact';
export type Theme = 'light' | 'dark' | 'system';

/** What a person has chosen about how the screen speaks to them. `moneyUnit` starts from the account's setting. */
export interface Preferences {
  language: Language;
  moneyUnit: MoneyUnit;
  density: Density;
  theme: Theme;
}

function oneOf<T extends string>(value: string | null, allowed: readonly T[], fallback: T): T {
  return allowed.find((candidate) => candidate === value) ?? fallback;
}

export const preferences = createStore<Preferences>({
  language: oneOf(readText('language'), ['fa', 'en'], 'fa'),
  moneyUnit: oneOf(readText('moneyUnit'), ['IRT', 'IRR'], 'IRT'),
  density: oneOf(readText('density'), ['comfortable', 'compact'], 'comfortable'),
  theme: oneOf(readText('theme'), ['light', 'dark', 'system'], 'system'),
});

export function setPreference<K extends keyof Preferences>(key: K, value: Preferences[K]): void {
  writeText(key, value);
  preferences.set((current) => ({ ...current, [key]: value }));
}

export function usePreferences(): Preferences {
  return useStore(preferences);
}
