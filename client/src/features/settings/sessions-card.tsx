import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Monitor } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { formatNumber } from '~/lib/format';
import { notify } from '~/lib/notices';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { Chip } from '~/ui/chip';
import { SkeletonText } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { JalaliInstant, Ltr } from '~/ui/text';
import { deviceName } from './device-name';

interface Session {
  id: string;
  createdAt: string;
  lastSeenAt: string;
  ip: string | null;
  userAgent: string | null;
  current: boolean;
}

const KEY = ['auth', 'sessions'] as const;

/** Where one is signed in, with a way to sign out there. */
export function SessionsCard() {
  const { t } = useTranslation('settings');
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: KEY,
    queryFn: async () => (await api.get<{ data: Session[] }>('/auth/sessions')).data,
  });
  const fail = (failure: Error) => notify(describeError(failure, t), { tone: 'danger' });
  const refresh = () => client.invalidateQueries({ queryKey: KEY });
  const end = useMutation({
    mutationFn: (id: string) => api.delete(`/auth/sessions/${id}`),
    onSuccess: refresh,
    onError: fail,
  });
  const endOthers = useMutation({
    mutationFn: () => api.post<{ revoked: number }>('/auth/sessions/revoke-others'),
    onSuccess: async ({ revoked }) => {
      notify(t('signedOutElsewhere', { number: formatNumber(revoked) }), { tone: 'success' });
      await refresh();
    },
    onError: fail,
  });
  const hasOthers = data?.some((session) => !session.current) ?? false;
  return (
    <Card
      title={t('sessions')}
      actions={
        hasOthers ? (
          <Button size="sm" isPending={endOthers.isPending} onPress={() => endOthers.mutate()}>
            {t('signOutElsewhere')}
          </Button>
        ) : undefined
      }
    >
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonText lines={2} /> : null}
      <ul className="flex flex-col">
        {(data ?? []).map((session) => (
          <li
            key={session.id}
            className="flex min-h-12 flex-wrap items-center gap-x-3 border-b border-hairline py-1 text-sm last:border-0"
          >
            <Monitor aria-hidden className="size-4 text-muted" />
            <Ltr>{deviceName(session.userAgent) ?? t('unknownDevice')}</Ltr>
            {session.ip ? <Ltr className="text-xs text-muted">{session.ip}</Ltr> : null}
            <span className="grow text-xs text-muted">
              {t('lastSeen')} <JalaliInstant value={session.lastSeenAt} />
            </span>
            {session.current ? (
              <Chip tone="success">{t('thisDevice')}</Chip>
            ) : (
              <Button size="sm" variant="ghost" onPress={() => end.mutate(session.id)}>
                {t('signOut')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
