import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { DoorOpen } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '~/api/http';
import { Page } from '~/app/page';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { Chip } from '~/ui/chip';
import { SearchInput } from '~/ui/search-input';
import { Select } from '~/ui/select';
import { SkeletonText } from '~/ui/skeleton';
import { EmptyState, ErrorState } from '~/ui/states';
import { JalaliInstant, Ltr, UserText } from '~/ui/text';
import { AdminNav } from '../admin-nav';

interface Row {
  id: string;
  at: string;
  event: string;
  method: string | null;
  reason: string | null;
  userId: string | null;
  username: string;
  fullName: string | null;
  actorName: string | null;
  ip: string | null;
  userAgent: string | null;
}

const EVENTS = [
  'signedIn',
  'failed',
  'locked',
  'secondStepFailed',
  'signedOut',
  'sessionsEnded',
  'tokenReused',
  'passwordChanged',
  'passwordForced',
  'invited',
  'invitationUsed',
  'twoStepOn',
  'twoStepOff',
  'twoStepReset',
  'recoveryCodesMade',
] as const;
const ALL = 'all';
const BAD = new Set(['failed', 'locked', 'secondStepFailed', 'tokenReused']);

/** What happened at the door, the latest first. */
export function SignInLog() {
  const { t } = useTranslation('admin');
  const [q, setQ] = useState('');
  const [event, setEvent] = useState<string>(ALL);
  const pages = useInfiniteQuery({
    queryKey: ['sign-in-log', q, event],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.get<{ data: Row[]; nextCursor: string | null }>('/sign-in-log', {
        signal,
        query: { q, event: event === ALL ? undefined : event, cursor: pageParam },
      }),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const rows = pages.data?.pages.flatMap((page) => page.data);
  return (
    <Page title={t('places.sign-in-log')} aside={<AdminNav />}>
      <div className="mb-4 flex flex-wrap items-end gap-2">
        <SearchInput value={q} onChange={setQ} label={t('log.search')} className="w-72 max-w-full" />
        <Select
          label={t('log.event')}
          hideLabel
          value={event}
          onChange={setEvent}
          options={[
            { value: ALL, label: t('log.all') },
            ...EVENTS.map((value) => ({ value: value as string, label: t(`log.events.${value}`) })),
          ]}
          className="w-60"
        />
      </div>
      <Card>
        {pages.error ? <ErrorState error={pages.error} onRetry={() => void pages.refetch()} /> : null}
        {!rows && !pages.error ? <SkeletonText lines={6} /> : null}
        {rows?.length === 0 ? <EmptyState isCompact icon={DoorOpen} title={t('log.none')} /> : null}
        <ul className="flex flex-col">
          {(rows ?? []).map((row) => (
            <LogRow key={row.id} row={row} />
          ))}
        </ul>
        {pages.hasNextPage ? (
          <Button className="mt-3" isPending={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
            {t('log.more')}
          </Button>
        ) : null}
      </Card>
    </Page>
  );
}

function LogRow({ row }: { row: Row }) {
  const { t } = useTranslation('admin');
  const said = row.reason ? t(`log.reasons.${row.reason}`) : row.method ? t(`log.methods.${row.method}`) : null;
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b border-hairline py-2 text-sm last:border-0">
      <Chip tone={BAD.has(row.event) ? 'danger' : 'neutral'}>{t(`log.events.${row.event}`)}</Chip>
      {row.userId ? (
        <Link to="/admin/users/$id" params={{ id: row.userId }} className="font-medium hover:underline">
          <UserText>{row.fullName ?? row.username}</UserText>
        </Link>
      ) : (
        <Ltr className="font-medium break-all">{row.username || '—'}</Ltr>
      )}
      {said ? <span className="text-xs text-muted">{said}</span> : null}
      {row.actorName ? <span className="text-xs text-muted">{t('log.by', { name: row.actorName })}</span> : null}
      <span className="grow" />
      {row.ip ? <Ltr className="text-xs text-muted">{row.ip}</Ltr> : null}
      <span className="text-xs text-muted">
        <JalaliInstant value={row.at} />
      </span>
    </li>
  );
}
