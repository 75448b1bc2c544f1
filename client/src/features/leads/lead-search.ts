import { oneOf } from '~/app/list-search';

/** Parts of a lead's page. */
export const LEAD_TABS = ['timeline', 'discussion', 'files', 'history'] as const;
export interface LeadSearch {
  tab?: (typeof LEAD_TABS)[number] | undefined;
}

export function leadSearch(raw: Record<string, unknown>): LeadSearch {
  return { tab: oneOf(raw.tab, LEAD_TABS) };
}
