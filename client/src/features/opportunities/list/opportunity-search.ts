import { type ListSearch, listSearch, oneOf, textParam } from '~/app/list-search';

export type OpportunityMode = 'table' | 'board';

export interface OpportunityListSearch extends ListSearch {
  /** Table when absent. */
  mode?: OpportunityMode | undefined;
  /** Id of a pipeline; all in the table and the first on the board when absent. */
  pipeline?: string | undefined;
}

export function opportunityListSearch(raw: Record<string, unknown>): OpportunityListSearch {
  return { ...listSearch(raw), mode: oneOf(raw.mode, ['table', 'board']), pipeline: textParam(raw.pipeline) };
}
