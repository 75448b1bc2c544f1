import { type ListMode, type ListSearch, listMode, listSearch, textParam } from '~/app/list-search';

export interface OpportunityListSearch extends ListSearch {
  /** Table when absent. */
  mode?: ListMode | undefined;
  /** Id of a pipeline; all in the table and the first on the board when absent. */
  pipeline?: string | undefined;
}

export function opportunityListSearch(raw: Record<string, unknown>): OpportunityListSearch {
  return { ...listSearch(raw), mode: listMode(raw.mode), pipeline: textParam(raw.pipeline) };
}
