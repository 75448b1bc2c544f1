import { oneOf } from '~/app/list-search';

/** Parts of the sales settings. */
export const SALES_SETTINGS_TABS = ['pipelines', 'lossReasons', 'assignment', 'scoring'] as const;

export interface SalesSettingsSearch {
  tab?: (typeof SALES_SETTINGS_TABS)[number] | undefined;
}

export function salesSettingsSearch(raw: Record<string, unknown>): SalesSettingsSearch {
  return { tab: oneOf(raw.tab, SALES_SETTINGS_TABS) };
}
