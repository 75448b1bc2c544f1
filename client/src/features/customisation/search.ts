import { oneOf } from '~/app/list-search';

/** Parts of the screen of one record type. */
export const TYPE_TABS = ['fields', 'relations', 'layout', 'words'] as const;

export interface TypeSearch {
  tab?: (typeof TYPE_TABS)[number] | undefined;
}

export function typeSearch(raw: Record<string, unknown>): TypeSearch {
  return { tab: oneOf(raw.tab, TYPE_TABS) };
}
