import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Filter } from './filter';
import { api } from './http';
import { type ListParams, recordKeys } from './records';

export const FIGURES = ['sum', 'avg', 'min', 'max'] as const;
export type FigureName = (typeof FIGURES)[number];

/** What a column comes to, each in the form of its field. */
export type FieldFigures = Record<FigureName, unknown>;

export interface Figures {
  count: number;
  fields: Record<string, FieldFigures>;
}

export interface SummaryGroup extends Figures {
  key: string | boolean | null;
  /** Name of the linked record, where the reader may see it. */
  label: string | null;
  from?: string;
  to?: string;
  /** Leaves exactly the rows of the group. */
  filter: Filter;
}

/** Answer of `GET /<resource>/summary`. */
export interface ListSummary {
  /** The list is too long to be added up. */
  capped: boolean;
  total: Figures;
  groups?: SummaryGroup[];
  moreGroups?: boolean;
}

interface SummaryParams {
  params: Pick<ListParams, 'q' | 'filter'>;
  /** Numbers and amounts to add up. */
  fields: readonly string[];
  groupBy?: string | undefined;
}

/** Counts and sums of a whole list, from the server; asked again with the list itself. */
export function useListSummary(
  resource: string,
  { params: { q, filter }, fields, groupBy }: SummaryParams,
  isEnabled: boolean,
) {
  const query = { q, filter, groupBy, fields: fields.join(',') || undefined };
  return useQuery({
    queryKey: [...recordKeys.lists(resource), 'summary', query],
    queryFn: ({ signal }) => api.get<ListSummary>(`/${resource}/summary`, { query, signal }),
    placeholderData: keepPreviousData,
    enabled: isEnabled,
  });
}
