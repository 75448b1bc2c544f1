import { oneOf } from '~/app/list-search';

export const OPPORTUNITY_TABS = [
  'timeline',
  'discussion',
  'lines',
  'stages',
  'competitors',
  'files',
  'history',
] as const;
export type OpportunityTab = (typeof OPPORTUNITY_TABS)[number];

export interface OpportunitySearch {
  tab?: OpportunityTab | undefined;
}

export function opportunitySearch(raw: Record<string, unknown>): OpportunitySearch {
  return { tab: oneOf(raw.tab, OPPORTUNITY_TABS) };
}
