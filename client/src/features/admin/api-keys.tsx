import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import type { ApiKeyView } from '~/api/generated';
import { api } from '~/api/http';
import { Page } from '~/app/page';
import { addDays, fromTehran } from '~/lib/calendar';
import { notify } from '~/lib/notices';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { Chip } from '~/ui/chip';
import { ConfirmDialog } from '~/ui/confirm';
import { DatePicker } from '~/ui/date-picker';
import { Input } from '~/ui/input';
import { RecordPicker } from '~/ui/record-picker';
import { SkeletonText } from '~/ui/skeleton';
import { EmptyState, ErrorState } from '~/ui/states';
import { CopyButton, JalaliInstant, Ltr, UserText } from '~/ui/text';
import { AdminNav } from './admin-nav';

const KEYS = ['api-keys'] as const;

/** Keys by which other programs call, each with the rights of an integration user. */
export function ApiKeys() {
  const { t } = useTranslation('admin');
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: KEYS,
    queryFn: async () => (await api.get<{ data: ApiKeyView[] }>('/api-keys')).data,
  });
  const [revoking, setRevoking] = useState<ApiKeyView | null>(null);
  const revoke = useMutation({
    mutationFn: (key: ApiKeyView) => api.delete(`/api-keys/${key.id}`),
    onSuccess: async () => {
      setRevoking(null);
      await client.invalidateQueries({ queryKey: KEYS });
    },
    onError: (failure) => notify(describeError(failure, t), { tone: 'danger' }),
  });
  return (
    <Page title={t('places.api-keys')} aside={<AdminNav />}>
      <NewKey />
      <Card>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
        {!data && !error ? <SkeletonText lines={3} /> : null}
        {data?.length === 0 ? <EmptyState isCompact icon={KeyRound} title={t('noKey')} text={t('noKeyText')} /> : null}
        <ul className="flex flex-col">
          {(data ?? []).map((key) => (
            <li
              key={key.id}
              className="flex min-h-12 flex-wrap items-center gap-x-4 border-b border-hairline py-1 text-sm last:border-0"
            >
              <UserText className="font-medium">{key.name}</UserText>
              <Ltr className="text-xs text-muted">{`pk_${key.prefix}_…`}</Ltr>
              <span className="grow text-xs text-muted">
                {key.lastUsedAt ? (
                  <>
                    {t('lastUsed')} <JalaliInstant value={key.lastUsedAt} />
                  </>
                ) : (
                  t('neverUsed')
                )}
              </span>
              {key.revokedAt ? (
                <Chip tone="danger">{t('revoked')}</Chip>
              ) : (
                <Button size="sm" variant="dangerSoft" onPress={() => setRevoking(key)}>
                  {t('revoke')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Card>
      <ConfirmDialog
        isOpen={revoking !== null}
        onOpenChange={() => setRevoking(null)}
        title={t('revokeTitle', { name: revoking?.name ?? '' })}
        confirmLabel={t('revoke')}
        isPending={revoke.isPending}
        onConfirm={() => revoking && revoke.mutate(revoking)}
      >
        {t('revokeText')}
      </ConfirmDialog>
    </Page>
  );
}

function NewKey() {
  const { t } = useTranslation('admin');
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [userId, setUserId] = useState<string | null>(null);
  const [until, setUntil] = useState<string | null>(null);
  const create = useMutation({
    mutationFn: () =>
      api.post<{ key: string }>('/api-keys', {
        name,
        userId,
        ...(until ? { expiresAt: fromTehran(addDays(until, 1)).toISOString() } : {}),
      }),
    onSuccess: async () => {
      setName('');
      await client.invalidateQueries({ queryKey: KEYS });
    },
    onError: (error) => notify(describeError(error, t), { tone: 'danger' }),
  });
  return (
    <Card title={t('newKey')}>
      <form
        className="grid items-start gap-4 sm:grid-cols-3"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <Input label={t('keyName')} isRequired value={name} onChange={setName} maxLength={200} />
        <RecordPicker
          type="user"
          label={t('keyUser')}
          help={t('keyUserHelp')}
          isRequired
          value={userId}
          onChange={setUserId}
          filter={{ field: 'kind', op: 'eq', value: 'integration' }}
        />
        <DatePicker label={t('keyUntil')} value={until} onChange={setUntil} />
        <Button type="submit" variant="primary" className="justify-self-start" isPending={create.isPending}>
          {t('makeKey')}
        </Button>
      </form>
      {create.data ? (
        <div role="status" className="mt-4 rounded-xl bg-success-soft p-3 text-sm text-success-soft-foreground">
          <p>{t('keyOnce')}</p>
          <p className="mt-1 flex items-center gap-2">
            <Ltr className="break-all">{create.data.key}</Ltr>
            <CopyButton text={create.data.key} />
          </p>
        </div>
      ) : null}
    </Card>
  );
}
