import { type Language, preferences } from '~/lib/preferences';
import { i18n } from './texts';

/** What the places of a text hold. */
export interface Values {
  /** Said when the text does not exist. */
  defaultValue?: string;
  [place: string]: unknown;
}

/**
 * Says a text: `t('actions.close')`, of another area `t('records:list.new', { type })`. `{{name}}` is a place, `{{count, number}}` one
 * for a number in the digits of the language. A text that does not exist is said by its key; the checks of the build know all keys.
 */
export interface Translate {
  (key: string, values: Values & { returnObjects: true }): readonly string[];
  (key: string, values?: Values): string;
}

/** A translator that looks into `areas`, in their order, for keys that do not name one. */
export function translator(language: Language, areas: readonly string[]): Translate {
  return i18n.getFixedT(language, areas) as unknown as Translate;
}

/** A text outside components, in the language of the moment. */
export const say: Translate = ((key: string, values: Values) =>
  translator(preferences.get().language, ['common'])(key, values)) as Translate;
