import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, newIdempotencyKey } from '~/api/http';
import type { DuplicateScan } from './types';

const POLL_MS = 1_500;
const groupsKey = (type: string) => ['duplicate-groups', type] as const;

/** The search of a type: how the last one stands, and a way to begin one. New groups are asked for when it ends. */
export function useScan(type: string) {
  const client = useQueryClient();
  const key = ['duplicate-scans', type];
  const latest = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) =>
      (await api.get<{ data: DuplicateScan | null }>('/duplicate-scans', { query: { type }, signal })).data,
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? POLL_MS : false),
  });
  const status = latest.data?.status;
  const id = latest.data?.id;
  useEffect(() => {
    if (id && status === 'done') void client.invalidateQueries({ queryKey: groupsKey(type) });
  }, [client, id, status, type]);
  const start = useMutation({
    mutationFn: () => api.post<DuplicateScan>('/duplicate-scans', { type }, { idempotencyKey: newIdempotencyKey() }),
    onSuccess: (scan) => client.setQueryData(key, scan),
  });
  return { scan: latest.data ?? undefined, isLoading: latest.isLoading, start };
}

export { groupsKey };
