import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import { useRecordTypes } from '~/api/record-types';
import type { Page } from '~/api/records';
import { Button } from '~/ui/button';
import { SkeletonText } from '~/ui/skeleton';
import { EmptyState, ErrorState } from '~/ui/states';
import { JalaliInstant } from '~/ui/text';

/** One of `GET /notifications`: `kind` names the sentence and `params` fill it in. */
interface NotificationItem {
  id: string;
  kind: string;
  params: Record<string, unknown>;
  about?: { type: string; id: string } | null;
  readAt?: string | null;
  createdAt: string;
}

const KINDS = [
  'reminder',
  'assigned',
  'invited',
  'mentioned',
  'noted',
  'importDone',
  'importUndone',
  'undoDone',
] as const;

export default function NotificationList({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['shell', 'common']);
  const client = useQueryClient();
  const navigate = useNavigate();
  const types = useRecordTypes();
  const { data, error, refetch } = useQuery({
    queryKey: ['notifications', 'latest'],
    queryFn: () => api.get<Page<NotificationItem>>('/notifications', { query: { limit: 20 } }),
    retry: false,
  });
  const read = async (body: { ids: string[] } | { all: true }) => {
    await api.post('/notifications/read', body);
    await client.invalidateQueries({ queryKey: ['notifications'] });
  };
  const open = (item: NotificationItem) => {
    onClose();
    if (!item.readAt) void read({ ids: [item.id] });
    if (!item.about) return;
    const { type, id } = item.about;
    const resource = types.find((candidate) => candidate.name === type)?.resource ?? `${type}s`;
    void navigate({ href: `/${resource}/${id}` });
  };

  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonText />;
  if (data.data.length === 0) return <EmptyState isCompact title={t('top.noNotifications')} />;
  return (
    <>
      <ul>
        {data.data.map((item) => {
          const kind = KINDS.find((known) => known === item.kind) ?? 'other';
          return (
            <li key={item.id}>
              <button
                type="button"
                onClick={() => open(item)}
                className="flex w-full cursor-pointer items-baseline gap-2 rounded-lg px-3 py-2 text-start text-sm outline-offset-0 hover:bg-default"
              >
                <span className={item.readAt ? 'grow' : 'grow font-bold'}>{t(`notice.${kind}`, item.params)}</span>
                <JalaliInstant value={item.createdAt} className="text-2xs text-muted" />
              </button>
            </li>
          );
        })}
      </ul>
      {data.data.some((item) => !item.readAt) ? (
        <Button size="sm" variant="ghost" onPress={() => void read({ all: true })}>
          {t('top.readAll')}
        </Button>
      ) : null}
    </>
  );
}
