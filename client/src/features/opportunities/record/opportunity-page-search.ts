import { textParam } from '~/app/list-search';

export const OPPORTUNITY_TABS = [
  'timeline',
  'discussion',
  'lines',
  'stages',
  'competitors',
  'files',
  'history',
] as const;

export interface OpportunitySearch {
  /** One of `OPPORTUNITY_TABS`, or a tab of related records of the company. */
  tab?: string | undefined;
}

export function opportunitySearch(raw: Record<string, unknown>): OpportunitySearch {
  return { tab: textParam(raw.tab) };
}
