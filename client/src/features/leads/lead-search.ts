import { textParam } from '~/app/list-search';

/** Parts of a lead's page. */
export const LEAD_TABS = ['timeline', 'discussion', 'files', 'history'] as const;
export interface LeadSearch {
  /** One of `LEAD_TABS`, or a tab of related records of the company. */
  tab?: string | undefined;
}

export function leadSearch(raw: Record<string, unknown>): LeadSearch {
  return { tab: textParam(raw.tab) };
}
