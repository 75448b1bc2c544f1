import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import type { Page as ListPage } from '~/api/records';
import { KINDS, type NotificationItem, NotificationRow, useReadNotifications } from '~/app/notification-row';
import { useActors } from '~/app/use-actors';
import { Page } from '~/app/page';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { RadioGroup } from '~/ui/radio-group';
import { Select } from '~/ui/select';
import { SkeletonText } from '~/ui/skeleton';
import { EmptyState, ErrorState } from '~/ui/states';
import { NotificationSettingsCard } from './notification-settings-card';

const EVERY = 'every';

/** Everything that one was told, the latest first. */
export function NotificationsScreen() {
  const { t } = useTranslation(['notifications', 'shell', 'common']);
  const navigate = useNavigate();
  const { unread, kind } = useSearch({ strict: false }) as { unread?: boolean; kind?: string };
  const read = useReadNotifications();
  const list = useInfiniteQuery({
    queryKey: ['notifications', 'list', unread ?? false, kind ?? null],
    queryFn: ({ pageParam, signal }) =>
      api.get<ListPage<NotificationItem>>('/notifications', {
        signal,
        query: { limit: 50, cursor: pageParam, unread: unread ? 'true' : undefined, kind },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const items = list.data?.pages.flatMap((page) => page.data) ?? [];
  const actors = useActors(items);
  const show = (next: { unread?: boolean | undefined; kind?: string | undefined }) =>
    void navigate({
      to: '/notifications',
      search: { ...(next.unread ? { unread: true } : {}), ...(next.kind ? { kind: next.kind } : {}) },
    });
  return (
    <Page
      title={t('shell:top.notifications')}
      actions={
        items.some((item) => !item.readAt) ? (
          <Button onPress={() => void read({ all: true })}>{t('shell:top.readAll')}</Button>
        ) : undefined
      }
    >
      <div className="flex flex-wrap items-end gap-3">
        <RadioGroup
          label={t('notifications:which')}
          hideLabel
          isSegmented
          value={unread ? 'unread' : 'all'}
          onChange={(next) => show({ unread: next === 'unread', kind })}
          options={[
            { value: 'all', label: t('notifications:all') },
            { value: 'unread', label: t('notifications:unread') },
          ]}
        />
        <Select
          label={t('notifications:kind')}
          hideLabel
          className="w-56"
          value={kind ?? EVERY}
          onChange={(next) => show({ unread, kind: next === EVERY ? undefined : (next ?? undefined) })}
          options={[
            { value: EVERY, label: t('notifications:everyKind') },
            ...KINDS.map((value) => ({ value, label: t(`notifications:kinds.${value}`) })),
          ]}
        />
      </div>
      <Card>
        {list.isLoading ? <SkeletonText lines={5} /> : null}
        {list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
        {list.isSuccess && items.length === 0 ? <EmptyState isCompact title={t('shell:top.noNotifications')} /> : null}
        <ul className="flex flex-col">
          {items.map((item) => (
            <NotificationRow key={item.id} item={item} actor={actors.get(item.createdBy ?? '')} />
          ))}
        </ul>
        {list.hasNextPage ? (
          <Button variant="ghost" isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
            {t('common:actions.more')}
          </Button>
        ) : null}
      </Card>
      <NotificationSettingsCard />
    </Page>
  );
}
