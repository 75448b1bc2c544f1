import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Bell } from 'lucide-react';
import { Suspense, lazy, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import { followEvents } from '~/api/stream';
import { formatNumber } from '~/lib/format';
import { tellLive } from '~/lib/live';
import { IconButton } from '~/ui/button';
import { CountBadge } from '~/ui/chip';
import { Popover } from '~/ui/popover';
import { SkeletonText } from '~/ui/skeleton';

const NotificationList = lazy(() => import('./notification-list'));

const POLL_MS = 60_000;

/** The bell with the number of unread notifications; the list itself is loaded when it is opened. */
export function Notifications() {
  const { t } = useTranslation('shell');
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: ['notifications', 'count'],
    queryFn: () => api.get<{ unread: number }>('/notifications/count'),
    refetchInterval: POLL_MS,
    retry: false,
  });
  // What happens is told at once; asking now and then is for a stream that a proxy holds back.
  useEffect(() => {
    const stop = new AbortController();
    void followEvents((event) => {
      if (event.type === 'notification') void client.invalidateQueries({ queryKey: ['notifications'] });
      tellLive(event);
    }, stop.signal);
    return () => stop.abort();
  }, [client]);
  const unread = data?.unread ?? 0;
  return (
    <Popover
      label={t('top.notifications')}
      placement="bottom end"
      className="w-80 max-w-[90vw] p-1.5"
      onOpenChange={(isOpen) => {
        if (isOpen) void client.invalidateQueries({ queryKey: ['notifications', 'latest'] });
      }}
      trigger={
        <IconButton label={unread > 0 ? t('top.unread', { count: unread }) : t('top.notifications')}>
          <span className="relative">
            <Bell aria-hidden />
            {unread > 0 ? <CountBadge>{formatNumber(unread)}</CountBadge> : null}
          </span>
        </IconButton>
      }
    >
      {(close) => (
        <Suspense fallback={<SkeletonText />}>
          <NotificationList onClose={close} />
        </Suspense>
      )}
    </Popover>
  );
}
