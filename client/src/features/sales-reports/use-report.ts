import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '~/api/http';

/** One report of sales. The figures stay on screen while others are on their way. */
export function useReport<T>(name: string, query: Record<string, unknown>) {
  return useQuery({
    queryKey: ['reports', 'sales', name, query],
    queryFn: ({ signal }) => api.get<T>(`/reports/sales/${name}`, { query, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
