import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '~/api/http';
import { formatNumber } from '~/lib/format';
import { onLive } from '~/lib/live';

const POLL_MS = 60_000;

/** How much waits to be read behind an entry of the navigation; nothing when nothing does. */
export function UnreadCount({ path }: { path: string }) {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: ['unread', path],
    queryFn: () => api.get<{ unread: number }>(path),
    refetchInterval: POLL_MS,
    retry: false,
  });
  useEffect(
    () =>
      onLive(({ type, data: told }) => {
        if (type === 'record' && told.type === 'conversation') void client.invalidateQueries({ queryKey: ['unread'] });
      }),
    [client],
  );
  if (!data?.unread) return null;
  return (
    <span className="rounded-full bg-accent px-1.5 text-2xs text-accent-foreground">{formatNumber(data.unread)}</span>
  );
}
