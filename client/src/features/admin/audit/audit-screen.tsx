import { useInfiniteQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import type { AuditPageResponse } from '~/api/generated';
import { api } from '~/api/http';
import { Page } from '~/app/page';
import { saveFile } from '~/features/records/list/export-file';
import { notify } from '~/lib/notices';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { DateTimePicker } from '~/ui/date-time-picker';
import { Input } from '~/ui/input';
import { RecordPicker } from '~/ui/record-picker';
import { MultiSelect } from '~/ui/select';
import { SkeletonText } from '~/ui/skeleton';
import { EmptyState, ErrorState } from '~/ui/states';
import { AdminNav } from '../admin-nav';
import { AuditEntryRow } from './audit-entry';
import { AuditState } from './audit-state';

const AREAS = [
  'auth',
  'user',
  'role',
  'team',
  'orgUnit',
  'apiKey',
  'access',
  'setting',
  'export',
  'operation',
  'record',
  'audit',
] as const;
type Area = (typeof AREAS)[number];

/** Who did what, for those who answer for the company's data. */
export function AuditScreen() {
  const { t } = useTranslation(['audit', 'common']);
  const [actorId, setActorId] = useState<string | null>(null);
  const [areas, setAreas] = useState<Area[]>([]);
  const [ip, setIp] = useState('');
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const isAddress = /^[0-9a-fA-F.:]{2,45}$/.test(ip);
  const query = {
    ...(actorId ? { actorId } : {}),
    ...(areas.length > 0 ? { event: areas.join(',') } : {}),
    ...(isAddress ? { ip } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
  };
  const list = useInfiniteQuery({
    queryKey: ['audit', query],
    queryFn: ({ pageParam, signal }) =>
      api.get<AuditPageResponse>('/audit', { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (before) => before,
    retry: false,
  });
  const rows = list.data?.pages.flatMap(({ data }) => data) ?? [];
  const download = async (format: 'csv' | 'xlsx') => {
    try {
      saveFile(await api.get<Blob>('/audit/export', { query: { ...query, format } }), `audit.${format}`);
    } catch (error) {
      notify(describeError(error, t), { tone: 'danger' });
    }
  };
  return (
    <Page
      title={t('audit:title')}
      aside={<AdminNav />}
      actions={
        <Button icon={<Download aria-hidden />} onPress={() => void download('xlsx')}>
          {t('audit:export')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <AuditState />
        <Card>
          <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
            <RecordPicker type="user" label={t('audit:person')} value={actorId} onChange={setActorId} />
            <MultiSelect
              label={t('audit:area')}
              placeholder={t('audit:all')}
              value={areas}
              onChange={setAreas}
              options={AREAS.map((area) => ({ value: area, label: t(`audit:areas.${area}`) }))}
            />
            <Input label={t('audit:ip')} isLtr value={ip} onChange={setIp} />
            <DateTimePicker label={t('audit:from')} value={from} onChange={setFrom} />
            <DateTimePicker label={t('audit:to')} value={to} onChange={setTo} />
          </div>
        </Card>
        <Card>
          {list.isPending ? <SkeletonText lines={6} /> : null}
          {list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
          {list.isSuccess && rows.length === 0 ? <EmptyState isCompact title={t('audit:none')} /> : null}
          <ul className="flex flex-col">
            {rows.map((entry) => (
              <AuditEntryRow key={entry.id} entry={entry} />
            ))}
          </ul>
          {list.hasNextPage ? (
            <Button
              variant="ghost"
              className="mt-2"
              isPending={list.isFetchingNextPage}
              onPress={() => void list.fetchNextPage()}
            >
              {t('common:actions.more')}
            </Button>
          ) : null}
        </Card>
      </div>
    </Page>
  );
}
