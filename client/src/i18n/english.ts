import type { Texts } from './texts';

/** How to fetch the English texts of each area. */
export const english = import.meta.glob<{ default: Texts }>('./locales/en/*.json');
