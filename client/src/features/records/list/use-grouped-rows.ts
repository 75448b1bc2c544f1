import { keepPreviousData, type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
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
/** A page that has just arrived is not asked for again when the next one is. */
const KEPT_MS = 30_000;

/** The rows of all open groups as one page of a list, so that a change on screen reaches them, and where they belong. */
interface GroupedPage extends Page<RecordBase> {
  groupOf: Record<string, string>;
  /** Whether a group has more rows than have arrived. */
  more: Record<string, boolean>;
}

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
  const wishes = open.map((group) => ({ group, count: pages[groupId(group)] ?? 0 }));
  const answer = useQuery({
    queryKey: [
      ...recordKeys.lists(resource),
      'groups',
      params,
      wishes.map(({ group, count }) => [group.filter, count]),
    ],
    queryFn: async (): Promise<GroupedPage> => {
      const found = await Promise.all(wishes.map((wish) => pagesOf(client, resource, params, wish)));
      return {
        data: found.flatMap(({ rows }) => rows),
        nextCursor: null,
        groupOf: Object.fromEntries(found.flatMap(({ id, rows }) => rows.map((row) => [row.id, id]))),
        more: Object.fromEntries(found.map(({ id, hasMore }) => [id, hasMore])),
      };
    },
    placeholderData: keepPreviousData,
    enabled: open.length > 0,
  });
  const { data, isFetching, isPlaceholderData } = answer;

  const rowsOf = (group: SummaryGroup): GroupRows => {
    const id = groupId(group);
    const hasMore = data?.more[id];
    if (hasMore === undefined) return { rows: [], isLoading: pages[id] !== undefined && isFetching, hasMore: false };
    return {
      rows: data?.data.filter((row) => data.groupOf[row.id] === id) ?? [],
      isLoading: isFetching && isPlaceholderData,
      hasMore,
    };
  };

  return {
    rowsOf,
    isOpen: (group: SummaryGroup) => pages[groupId(group)] !== undefined,
    toggle: (group: SummaryGroup) => set(groupId(group), pages[groupId(group)] === undefined ? 1 : undefined),
    loadMore: (group: SummaryGroup) => set(groupId(group), (pages[groupId(group)] ?? 0) + 1),
    openAll: () => setWanted({ grouping, pages: Object.fromEntries(groups.map((group) => [groupId(group), 1])) }),
    closeAll: () => setWanted({ grouping, pages: {} }),
  };
}

interface Wish {
  group: SummaryGroup;
  /** Pages wanted. */
  count: number;
}

/** The wanted pages of one group, one after the other: where a page begins is told by the one before. */
async function pagesOf(client: QueryClient, resource: string, params: ListParams, { group, count }: Wish) {
  const rows: RecordBase[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < count; page += 1) {
    const query: ListParams = {
      ...params,
      filter: allOf(params.filter, group.filter),
      limit: PAGE,
      ...(cursor ? { cursor } : {}),
    };
    const found: Page<RecordBase> = await client.fetchQuery({
      queryKey: recordKeys.list(resource, query),
      queryFn: ({ signal }) => api.get<Page<RecordBase>>(`/${resource}`, { query, signal }),
      staleTime: KEPT_MS,
    });
    rows.push(...found.data);
    cursor = found.nextCursor;
    if (!cursor) break;
  }
  return { id: groupId(group), rows, hasMore: cursor !== null };
}
