import {
  type InfiniteData,
  keepPreviousData,
  type QueryKey,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { Filter } from './filter';
import { api, newIdempotencyKey } from './http';
import { sameValue, StaleSaveError } from './stale';

/** What every record carries. Fields of the type itself come on top. */
export interface RecordBase {
  id: string;
  version: number;
  createdAt: string;
  createdBy?: string | null;
  updatedAt: string;
  updatedBy?: string | null;
  ownerId?: string | null;
  orgUnitId?: string | null;
  externalId?: string | null;
  custom?: Record<string, unknown>;
  [field: string]: unknown;
}

export interface Page<T> {
  data: T[];
  nextCursor: string | null;
  total?: number;
  /** Whether `total` is the number, or the number at which the server stopped counting. */
  totalIs?: 'exact' | 'estimate';
}

/** Everything that decides which rows a list shows, and in what order. */
export interface ListParams {
  q?: string;
  filter?: Filter;
  /** Comma-separated fields, `-` for descending. */
  sort?: string;
  include?: string;
  count?: 'exact' | 'estimate';
  limit?: number;
  [extra: string]: unknown;
}

export const recordKeys = {
  all: (resource: string) => ['records', resource] as const,
  lists: (resource: string) => ['records', resource, 'list'] as const,
  list: (resource: string, params: ListParams) => ['records', resource, 'list', params] as const,
  one: (resource: string, id: string, include?: string) =>
    include ? (['records', resource, 'one', id, include] as const) : (['records', resource, 'one', id] as const),
};

/** A keyset list that grows as the reader scrolls. `rows` is all that has arrived; `loadMore` asks for the next page. */
export function useRecordList<T extends RecordBase = RecordBase>(
  resource: string,
  params: ListParams = {},
  options: { isEnabled?: boolean } = {},
) {
  const query = useInfiniteQuery({
    queryKey: recordKeys.list(resource, params),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<T>>(`/${resource}`, { query: { ...params, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    enabled: options.isEnabled ?? true,
  });
  const pages = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.data) ?? [], [pages]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  // Lists ask again and again while the reader scrolls; one request at a time answers them.
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage({ cancelRefetch: false });
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return { ...query, rows, total: pages?.[0]?.total, totalIs: pages?.[0]?.totalIs, loadMore };
}

/** Query of one record: for `useQuery`, route loaders and prefetch on hover. */
export function recordQuery<T extends RecordBase = RecordBase>(resource: string, id: string, include?: string) {
  return queryOptions({
    queryKey: recordKeys.one(resource, id, include),
    queryFn: ({ signal }) => api.get<T>(`/${resource}/${id}`, { query: { include }, signal }),
  });
}

export function useRecord<T extends RecordBase = RecordBase>(
  resource: string,
  id: string | undefined,
  include?: string,
) {
  return useQuery({ ...recordQuery<T>(resource, id ?? '', include), enabled: Boolean(id) });
}

export function useCreateRecord<T extends RecordBase = RecordBase>(resource: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, idempotencyKey }: { body: object; idempotencyKey?: string }) =>
      api.post<T>(`/${resource}`, body, { idempotencyKey: idempotencyKey ?? newIdempotencyKey() }),
    onSuccess: (record) => {
      client.setQueryData(recordKeys.one(resource, record.id), record);
      return client.invalidateQueries({ queryKey: recordKeys.lists(resource) });
    },
  });
}

export interface RecordChange<T extends RecordBase> {
  /** The record as it was when editing began; its version guards the write. */
  record: T;
  /** The fields to write. */
  changes: Partial<T> & Record<string, unknown>;
}

/**
 * Writes fields at once on screen and then on the server. When someone else has written meanwhile: if they touched other
 * fields the write is repeated on their version, else it fails with `StaleSaveError`, which carries both values.
 */
export function useUpdateRecord<T extends RecordBase = RecordBase>(resource: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: RecordChange<T>) => saveChange(resource, change),
    onMutate: async ({ record, changes }) => {
      await client.cancelQueries({ queryKey: recordKeys.all(resource) });
      const before = client.getQueriesData<unknown>({ queryKey: recordKeys.all(resource) });
      patchEverywhere(client.setQueriesData.bind(client), resource, record.id, (row) => ({ ...row, ...changes }));
      return { before };
    },
    onError: (_error, _change, context) => {
      for (const [key, data] of context?.before ?? []) client.setQueryData(key, data);
    },
    onSuccess: (saved) => {
      patchEverywhere(client.setQueriesData.bind(client), resource, saved.id, (row) => ({ ...row, ...saved }));
    },
    onSettled: () => client.invalidateQueries({ queryKey: recordKeys.lists(resource), refetchType: 'none' }),
  });
}

async function saveChange<T extends RecordBase>(resource: string, { record, changes }: RecordChange<T>): Promise<T> {
  try {
    return await api.patch<T>(`/${resource}/${record.id}`, changes, { ifMatch: record.version });
  } catch (error) {
    if (!StaleSaveError.isCause(error)) throw error;
    const theirs = await api.get<T>(`/${resource}/${record.id}`);
    const clashing = Object.keys(changes).filter((field) => !sameValue(theirs[field], record[field]));
    if (clashing.length > 0) throw new StaleSaveError(record, changes, theirs, clashing);
    return api.patch<T>(`/${resource}/${record.id}`, changes, { ifMatch: theirs.version });
  }
}

/** Sends records to the recycle bin; they leave the lists at once. */
export function useRemoveRecords<T extends RecordBase = RecordBase>(resource: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (records: readonly T[]) => {
      await inSteps(records, (record) => api.delete(`/${resource}/${record.id}`, { ifMatch: record.version }));
      return records;
    },
    onMutate: async (records) => {
      await client.cancelQueries({ queryKey: recordKeys.lists(resource) });
      const before = client.getQueriesData<unknown>({ queryKey: recordKeys.lists(resource) });
      const gone = new Set(records.map((record) => record.id));
      client.setQueriesData<InfiniteData<Page<T>>>({ queryKey: recordKeys.lists(resource) }, (data) =>
        isPaged(data) ? { ...data, pages: data.pages.map((page) => withoutRows(page, gone)) } : data,
      );
      client.setQueriesData<Page<T>>({ queryKey: recordKeys.lists(resource) }, (data) =>
        isPage(data) ? withoutRows(data, gone) : data,
      );
      return { before };
    },
    onError: (_error, _records, context) => {
      for (const [key, data] of context?.before ?? []) client.setQueryData(key, data);
    },
    onSettled: () => client.invalidateQueries({ queryKey: recordKeys.all(resource) }),
  });
}

/** Brings records back from the recycle bin: the undo of `useRemoveRecords`. */
export function useRestoreRecords(resource: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: readonly string[]) => inSteps(ids, (id) => api.post(`/${resource}/${id}/restore`)),
    onSettled: () => client.invalidateQueries({ queryKey: recordKeys.all(resource) }),
  });
}

/** Domain action of one record, `POST /things/:id/verb`. */
export function useRecordAction<T extends RecordBase = RecordBase>(resource: string, verb: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ record, body }: { record: Pick<T, 'id' | 'version'>; body?: object }) =>
      api.post<T>(`/${resource}/${record.id}/${verb}`, body ?? {}, { ifMatch: record.version }),
    onSettled: () => client.invalidateQueries({ queryKey: recordKeys.all(resource) }),
  });
}

export interface BulkOutcome<T> {
  done: T[];
  failed: Array<{ record: T; error: unknown }>;
}

/** Writes fields of many records, a few at a time; a refused row does not stop the others. */
export function useBulkUpdate<T extends RecordBase = RecordBase>(resource: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({
      records,
      changes,
      onProgress,
    }: {
      records: readonly T[];
      /** The fields to write; a function where they differ from record to record. */
      changes: Record<string, unknown> | ((record: T) => Record<string, unknown>);
      onProgress?: (done: number) => void;
    }) => {
      const outcome: BulkOutcome<T> = { done: [], failed: [] };
      await inSteps(records, async (record) => {
        try {
          const body = typeof changes === 'function' ? changes(record) : changes;
          outcome.done.push(await api.patch<T>(`/${resource}/${record.id}`, body, { ifMatch: record.version }));
        } catch (error) {
          outcome.failed.push({ record, error });
        }
        onProgress?.(outcome.done.length + outcome.failed.length);
      });
      return outcome;
    },
    onSettled: () => client.invalidateQueries({ queryKey: recordKeys.all(resource) }),
  });
}

const PARALLEL = 4;

async function inSteps<T>(items: readonly T[], task: (item: T) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < items.length; at += PARALLEL) await Promise.all(items.slice(at, at + PARALLEL).map(task));
}

type SetQueries = (filters: { queryKey: QueryKey }, updater: (data: unknown) => unknown) => unknown;

function patchEverywhere(
  setQueries: SetQueries,
  resource: string,
  id: string,
  patch: (row: RecordBase) => RecordBase,
): void {
  const patchRow = (row: RecordBase) => (row.id === id ? patch(row) : row);
  setQueries({ queryKey: recordKeys.all(resource) }, (data) => {
    if (isPaged(data))
      return { ...data, pages: data.pages.map((page) => ({ ...page, data: page.data.map(patchRow) })) };
    if (isPage(data)) return { ...data, data: data.data.map(patchRow) };
    return isRecord(data) ? patchRow(data) : data;
  });
}

function isPaged(data: unknown): data is InfiniteData<Page<RecordBase>> {
  return typeof data === 'object' && data !== null && 'pages' in data && Array.isArray(data.pages);
}

function isPage<T extends RecordBase>(data: unknown): data is Page<T> {
  return typeof data === 'object' && data !== null && 'data' in data && Array.isArray(data.data);
}

function isRecord(data: unknown): data is RecordBase {
  return typeof data === 'object' && data !== null && 'id' in data && 'version' in data;
}

function withoutRows<T extends RecordBase>(page: Page<T>, gone: ReadonlySet<string>): Page<T> {
  const data = page.data.filter((row) => !gone.has(row.id));
  const removed = page.data.length - data.length;
  return page.total === undefined ? { ...page, data } : { ...page, data, total: page.total - removed };
}
