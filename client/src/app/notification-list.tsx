import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import type { Page } from '~/api/records';
import { Button } from '~/ui/button';
import { SkeletonText } from '~/ui/skeleton';
import { EmptyState, ErrorState } from '~/ui/states';
import { type NotificationItem, NotificationRow, useReadNotifications } from './notification-row';
import { useActors } from './use-actors';

/** The latest notifications, in the popover of the bell. */
export default function NotificationList({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['shell', 'common']);
  const navigate = useNavigate();
  const read = useReadNotifications();
  const { data, error, refetch } = useQuery({
    queryKey: ['notifications', 'latest'],
    queryFn: () => api.get<Page<NotificationItem>>('/notifications', { query: { limit: 20 } }),
    retry: false,
  });
  const actors = useActors(data?.data ?? []);
  const showAll = () => {
    onClose();
    void navigate({ to: '/notifications' });
  };
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonText />;
  if (data.data.length === 0) return <EmptyState isCompact title={t('top.noNotifications')} />;
  return (
    <>
      <ul className="max-h-96 overflow-y-auto">
        {data.data.map((item) => (
          <NotificationRow key={item.id} item={item} actor={actors.get(item.createdBy ?? '')} onOpen={onClose} />
        ))}
      </ul>
      <div className="flex gap-2 border-t border-hairline pt-1.5">
        {data.data.some((item) => !item.readAt) ? (
          <Button size="sm" variant="ghost" onPress={() => void read({ all: true })}>
            {t('top.readAll')}
          </Button>
        ) : null}
        <Button size="sm" variant="ghost" className="ms-auto" onPress={showAll}>
          {t('top.allNotifications')}
        </Button>
      </div>
    </>
  );
}
