import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Bell } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import type { Page } from '~/api/records';
import { formatNumber } from '~/lib/format';
import { IconButton } from '~/ui/button';
import { CountBadge } from '~/ui/chip';
import { Popover } from '~/ui/popover';
import { EmptyState } from '~/ui/states';
import { JalaliInstant } from '~/ui/text';

interface NotificationItem {
  id: string;
  title: string;
  body?: string | null;
  link?: string | null;
  readAt?: string | null;
  createdAt: string;
}

const KEY = ['notifications', 'latest'];

export function Notifications() {
  const { t } = useTranslation('shell');
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: () => api.get<Page<NotificationItem>>('/notifications', { query: { limit: 20 } }),
    refetchInterval: 60_000,
    retry: false,
  });
  const items = data?.data ?? [];
  const unread = items.filter((item) => !item.readAt).length;
  const read = async (item: NotificationItem) => {
    if (!item.readAt) await api.post(`/notifications/${item.id}/read`).catch(() => undefined);
    await client.invalidateQueries({ queryKey: KEY });
  };
  return (
    <Popover
      label={t('top.notifications')}
      placement="bottom end"
      className="w-80 max-w-[90vw] p-1.5"
      trigger={
        <IconButton label={unread > 0 ? t('top.unread', { count: unread }) : t('top.notifications')}>
          <span className="relative">
            <Bell aria-hidden />
            {unread > 0 ? <CountBadge>{formatNumber(unread)}</CountBadge> : null}
          </span>
        </IconButton>
      }
    >
      {(close) =>
        items.length === 0 ? (
          <EmptyState isCompact title={t('top.noNotifications')} />
        ) : (
          <ul>
            {items.map((item) => (
              <li key={item.id}>
                <Link
                  to={(item.link ?? '/') as '/'}
                  onClick={() => {
                    close();
                    void read(item);
                  }}
                  className="block rounded-lg px-3 py-2 hover:bg-default"
                >
                  <span className="flex items-baseline gap-2 text-sm">
                    <span className={item.readAt ? 'grow' : 'grow font-bold'} dir="auto">
                      {item.title}
                    </span>
                    <JalaliInstant value={item.createdAt} className="text-2xs text-muted" />
                  </span>
                  {item.body ? <span className="block truncate text-xs text-muted">{item.body}</span> : null}
                </Link>
              </li>
            ))}
          </ul>
        )
      }
    </Popover>
  );
}
