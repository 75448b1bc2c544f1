import { use, useMemo } from 'react';
import { type Language, preferences } from '~/lib/preferences';
import { createStore, useStore } from '~/lib/store';
import { loadAreas } from './texts';
import { type Translate, translator } from './translate';

/** Language on screen: follows the choice as soon as its texts are here. */
export const spoken = createStore<Language>(preferences.get().language);

/** Nothing to wait for. The status spares React the turn that it would take to learn it. */
const HERE: Promise<void> = Object.assign(Promise.resolve(), { status: 'fulfilled', value: undefined });

/**
 * Texts of areas for a component: it waits (suspends) until they are here. Keys without an area are looked up in the areas named,
 * in their order; others need `area:`.
 */
export function useTranslation(areas: string | readonly string[] = 'common'): {
  t: Translate;
  i18n: { language: Language };
} {
  const language = useStore(spoken);
  const key = typeof areas === 'string' ? areas : areas.join();
  use(loadAreas(language, key.split(',')) ?? HERE);
  return useMemo(() => ({ t: translator(language, key.split(',')), i18n: { language } }), [language, key]);
}
