import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { allOf } from '~/api/filter';
import { api } from '~/api/http';
import { type ListParams, type Page, type RecordBase, recordKeys } from '~/api/records';
import type { SummaryGroup } from '~/api/summary';

/** The rows of one group that have arrived. */
export interface GroupRows {
  rows: RecordBase[];
  isLoading: boolean;
  hasMore: boolean;
}

const PAGE = 50;
const NONE: GroupRows = { rows: [], isLoading: false, hasMore: false };

export function groupId(group: SummaryGroup): string {
  return String(group.key);
}

/**
 * Which groups are open, and their rows: each group is a keyset list of its own that grows as the reader scrolls.
 * `grouping` names what the list is split by; another one begins with all groups closed.
 */
export function useGroupedRows(
  resource: string,
  params: ListParams,
  grouping: string | undefined,
  groups: readonly SummaryGroup[],
) {
  const client = useQueryClient();
  // Pages wanted of each open group.
  const [wanted, setWanted] = useState<{ grouping: string | undefined; pages: Record<string, number> }>({
    grouping,
    pages: {},
  });
  const pages = wanted.grouping === grouping ? wanted.pages : {};
  const set = (id: string, count: number | undefined) => {
    const { [id]: _before, ...others } = pages;
    setWanted({ grouping, pages: count === undefined ? others : { ...others, [id]: count } });
  };

  const open = groups.filter((group) => pages[groupId(group)] !== undefined);
  const pageParams = (group: SummaryGroup, cursor: string | undefined): ListParams => ({
    ...params,
    filter: allOf(params.filter, group.filter),
    limit: PAGE,
    ...(cursor ? { cursor } : {}),
  });
  // Where a page begins is told by the one before, so a page can be asked for once that has arrived.
  const asked = open.flatMap((group) => {
    const chain: Array<{ group: SummaryGroup; params: ListParams }> = [];
    let cursor: string | undefined;
    for (let page = 0; page < (pages[groupId(group)] ?? 0); page += 1) {
      const next = pageParams(group, cursor);
      chain.push({ group, params: next });
      const known = client.getQueryData<Page<RecordBase>>(recordKeys.list(resource, next));
      if (!known?.nextCursor) break;
      cursor = known.nextCursor;
    }
    return chain;
  });
  const answers = useQueries({
    queries: asked.map(({ params: query }) => ({
      queryKey: recordKeys.list(resource, query),
      queryFn: ({ signal }: { signal: AbortSignal }) => api.get<Page<RecordBase>>(`/${resource}`, { query, signal }),
    })),
  });

  const rowsOf = useCallback(
    (group: SummaryGroup): GroupRows => {
      const own = answers.filter((_, at) => asked[at]?.group === group);
      if (own.length === 0) return NONE;
      return {
        rows: own.flatMap((answer) => answer.data?.data ?? []),
        isLoading: own.some((answer) => answer.isFetching && !answer.data),
        hasMore: Boolean(own.at(-1)?.data?.nextCursor),
      };
    },
    [answers, asked],
  );

  return {
    rowsOf,
    isOpen: (group: SummaryGroup) => pages[groupId(group)] !== undefined,
    toggle: (group: SummaryGroup) => set(groupId(group), pages[groupId(group)] === undefined ? 1 : undefined),
    loadMore: (group: SummaryGroup) => set(groupId(group), (pages[groupId(group)] ?? 0) + 1),
    openAll: () => setWanted({ grouping, pages: Object.fromEntries(groups.map((group) => [groupId(group), 1])) }),
    closeAll: () => setWanted({ grouping, pages: {} }),
  };
}
