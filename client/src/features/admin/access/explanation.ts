import { queryOptions } from '@tanstack/react-query';
import type { Explanation } from '~/api/generated';
import { api } from '~/api/http';
import type { ExplainSearch } from './explain-search';

export type { Explanation };

export function explanationQuery(search: ExplainSearch) {
  return queryOptions({
    queryKey: ['access', 'explain', search],
    queryFn: ({ signal }) => api.get<Explanation>('/access/explain', { query: { ...search }, signal }),
    enabled: Boolean(search.recordType),
    retry: false,
    // Rights change with roles, teams, branches and shares: the answer is asked for each time.
    staleTime: 0,
  });
}
