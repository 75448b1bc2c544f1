import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { notify } from '~/lib/notices';
import { Button } from '~/ui/button';
import { Card, KeyValue } from '~/ui/card';
import { Chip } from '~/ui/chip';
import { ConfirmDialog } from '~/ui/confirm';
import { SkeletonText } from '~/ui/skeleton';
import { ErrorState } from '~/ui/states';
import { CopyButton, JalaliInstant, Ltr } from '~/ui/text';

interface Session {
  id: string;
  lastSeenAt: string;
  ip: string | null;
  userAgent: string | null;
}

interface Access {
  hasPassword: boolean;
  mustChangePassword: boolean;
  passwordChangedAt: string | null;
  twoStep: { on: boolean; since: string | null; recoveryCodesLeft: number; required: boolean };
  identities: { source: string; name: string; seenAt: string }[];
  lastSignedInAt: string | null;
  sessions: Session[];
}

interface Invitation {
  link: string;
  expiresAt: string;
  mailedTo: string | null;
}

/** How somebody gets in, and what an administrator may do with it. */
export function UserSignIn({ userId, name }: { userId: string; name: string }) {
  const { t } = useTranslation('admin');
  const client = useQueryClient();
  const key = ['users', userId, 'access'] as const;
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: () => api.get<Access>(`/users/${userId}/access`),
  });
  const [isResetting, setResetting] = useState(false);
  const act = useMutation({
    mutationFn: ({ verb, body }: { verb: string; body?: object; said: string }) =>
      api.post(`/users/${userId}/${verb}`, body),
    onSuccess: async (_, { said }) => {
      setResetting(false);
      notify(said, { tone: 'success' });
      await client.invalidateQueries({ queryKey: key });
    },
    onError: (failure) => notify(describeError(failure, t), { tone: 'danger' }),
  });
  const invite = useMutation({
    mutationFn: () => api.post<Invitation>(`/users/${userId}/invite`),
    onError: (failure) => notify(describeError(failure, t), { tone: 'danger' }),
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <Card title={t('entry.title')}>
      {data ? (
        <div className="flex flex-col gap-4 text-sm">
          <KeyValue items={facts(data, t)} />
          <div className="flex flex-wrap gap-2">
            <Button isPending={invite.isPending} onPress={() => invite.mutate()}>
              {t(data.hasPassword ? 'entry.reset' : 'entry.invite')}
            </Button>
            {data.hasPassword && !data.mustChangePassword ? (
              <Button onPress={() => act.mutate({ verb: 'force-password', said: t('entry.forced') })}>
                {t('entry.force')}
              </Button>
            ) : null}
            {data.twoStep.on ? (
              <Button variant="dangerSoft" onPress={() => setResetting(true)}>
                {t('entry.resetTwoStep')}
              </Button>
            ) : null}
            {data.sessions.length > 0 ? (
              <Button
                variant="dangerSoft"
                onPress={() => act.mutate({ verb: 'end-sessions', body: {}, said: t('entry.ended') })}
              >
                {t('entry.endAll')}
              </Button>
            ) : null}
          </div>
          {invite.data ? <InvitationNote invitation={invite.data} /> : null}
          <ul className="flex flex-col">
            {data.sessions.map((session) => (
              <li
                key={session.id}
                className="flex min-h-12 flex-wrap items-center gap-x-3 border-b border-hairline py-1 last:border-0"
              >
                <Ltr className="max-w-60 truncate text-xs">{session.userAgent ?? '—'}</Ltr>
                {session.ip ? <Ltr className="text-xs text-muted">{session.ip}</Ltr> : null}
                <span className="grow text-xs text-muted">
                  {t('entry.lastSeen')} <JalaliInstant value={session.lastSeenAt} />
                </span>
                <Button
                  size="sm"
                  variant="ghost"
                  onPress={() =>
                    act.mutate({ verb: 'end-sessions', body: { sessionId: session.id }, said: t('entry.ended') })
                  }
                >
                  {t('entry.end')}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <SkeletonText lines={3} />
      )}
      <ConfirmDialog
        isOpen={isResetting}
        onOpenChange={setResetting}
        title={t('entry.resetTwoStepTitle', { name })}
        confirmLabel={t('entry.resetTwoStep')}
        isPending={act.isPending}
        onConfirm={() => act.mutate({ verb: 'reset-two-step', said: t('entry.twoStepReset') })}
      >
        {t('entry.resetTwoStepText')}
      </ConfirmDialog>
    </Card>
  );
}

function facts(data: Access, t: (key: string) => string) {
  const { twoStep } = data;
  const password = data.hasPassword ? (
    <>
      {data.passwordChangedAt ? <JalaliInstant value={data.passwordChangedAt} /> : null}{' '}
      {data.mustChangePassword ? <Chip tone="warning">{t('entry.mustChange')}</Chip> : null}
    </>
  ) : (
    t('entry.noPassword')
  );
  return [
    {
      id: 'last',
      label: t('entry.lastSignedIn'),
      value: data.lastSignedInAt ? <JalaliInstant value={data.lastSignedInAt} /> : t('entry.never'),
    },
    { id: 'password', label: t('entry.password'), value: password },
    {
      id: 'twoStep',
      label: t('entry.twoStep'),
      value: t(twoStep.on ? 'entry.on' : twoStep.required ? 'entry.due' : 'entry.off'),
    },
    ...data.identities.map((identity) => ({
      id: identity.source,
      label: t(`entry.sources.${identity.source}`),
      value: <Ltr>{identity.name}</Ltr>,
    })),
  ];
}

function InvitationNote({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation('admin');
  const link = invitation.link.startsWith('/') ? window.location.origin + invitation.link : invitation.link;
  return (
    <div role="status" className="rounded-xl bg-success-soft p-3 text-success-soft-foreground">
      <p>{invitation.mailedTo ? t('entry.mailed', { address: invitation.mailedTo }) : t('entry.copyLink')}</p>
      <p className="mt-1 flex items-center gap-2">
        <Ltr className="break-all text-xs">{link}</Ltr>
        <CopyButton text={link} />
      </p>
      <p className="mt-1 text-xs">
        {t('entry.until')} <JalaliInstant value={invitation.expiresAt} />
      </p>
    </div>
  );
}
