import { useQuery } from '@tanstack/react-query';
import { api } from '~/api/http';
import type { Page, RecordBase } from '~/api/records';
import type { NotificationItem } from './notification-row';

const NOBODY: ReadonlyMap<string, string> = new Map();

/** Names of those who did what the notifications tell, as far as the reader sees them. */
export function useActors(items: readonly NotificationItem[]): ReadonlyMap<string, string> {
  const ids = [...new Set(items.flatMap((item) => item.createdBy ?? []))].sort();
  const { data } = useQuery({
    queryKey: ['names', 'user', 'actors', ids],
    enabled: ids.length > 0,
    staleTime: 5 * 60_000,
    retry: false,
    queryFn: async ({ signal }) => {
      const query = { filter: { field: 'id', op: 'in', value: ids.slice(0, 200) }, limit: 200 };
      const page = await api.get<Page<RecordBase>>('/users', { query, signal });
      return new Map(page.data.map((user) => [user.id, String(user.fullName)]));
    },
  });
  return data ?? NOBODY;
}
