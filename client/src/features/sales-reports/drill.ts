import { allOf, type Filter, type FilterLeaf } from '~/api/filter';
import type { ReportSearch } from './report-search';

/** Search parameters of the opportunity list that shows the rows behind a figure. */
export interface Drill {
  mode: 'table';
  filter: Filter | undefined;
}

type DayField = 'closedOn' | 'engagedOn';

/** Rows of a figure: conditions of the figure itself, the days of the report on `dayField`, and its pipeline and owner. */
export function drillTo(
  search: ReportSearch,
  days: { from: string | null; to: string | null },
  leaves: readonly FilterLeaf[],
  dayField?: DayField,
): Drill {
  return {
    mode: 'table',
    filter: allOf(
      ...leaves,
      dayField ? between(dayField, days) : undefined,
      search.pipeline ? { field: 'pipelineId', op: 'eq', value: search.pipeline } : undefined,
      search.owner ? { field: 'ownerId', op: 'eq', value: search.owner } : undefined,
    ),
  };
}

export const withStatus = (status: 'open' | 'won' | 'lost'): FilterLeaf => ({
  field: 'status',
  op: 'eq',
  value: status,
});

function between(field: DayField, { from, to }: { from: string | null; to: string | null }): FilterLeaf | undefined {
  if (from && to) return { field, op: 'between', value: [from, to] };
  if (from) return { field, op: 'gte', value: from };
  if (to) return { field, op: 'lte', value: to };
  return undefined;
}
