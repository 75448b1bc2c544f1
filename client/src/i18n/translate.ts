import { type Language, preferences } from '~/lib/preferences';
import { textAt } from './texts';

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

const PLACE = /\{\{\s*([\w.]+)\s*(,\s*number\s*)?\}\}/g;
const PERSIAN = /[\u0600-\u06ff]/;
const numbers = { fa: new Intl.NumberFormat('fa'), en: new Intl.NumberFormat('en') };

/** A translator that looks into `areas`, in their order, for keys that do not name one. */
export function translator(language: Language, areas: readonly string[]): Translate {
  const find = (key: string) => {
    const colon = key.indexOf(':');
    if (colon >= 0) return textAt(language, key.slice(0, colon), key.slice(colon + 1));
    for (const area of areas) {
      const found = textAt(language, area, key);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const translate = (key: string, values: Values = {}) => {
    const found = find(key);
    if (values.returnObjects) return found;
    if (typeof found === 'string') return fill(found, values, language);
    return values.defaultValue ?? key.slice(key.indexOf(':') + 1);
  };
  return translate as Translate;
}

/** A text outside components, in the language of the moment. */
export const say: Translate = ((key: string, values: Values) =>
  translator(preferences.get().language, ['common'])(key, values)) as Translate;

function fill(text: string, values: Values, language: Language): string {
  return text.replace(PLACE, (_, place: string, isNumber?: string) => {
    const value = values[place];
    return isNumber ? numbers[language].format(value as number) : isolated(String(value ?? ''), language);
  });
}

/** A Persian name in an English sentence would take the signs and figures beside it along to its other side. */
function isolated(value: string, language: Language): string {
  return language === 'en' && PERSIAN.test(value) ? `\u2068${value}\u2069` : value;
}
