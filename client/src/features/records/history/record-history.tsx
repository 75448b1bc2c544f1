import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { History, Undo2 } from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { fieldOf, type RecordTypeInfo, useLabel } from '~/api/record-types';
import { type RecordBase, recordKeys } from '~/api/records';
import { sameValue } from '~/api/stale';
import { notify } from '~/lib/notices';
import { Button } from '~/ui/button';
import { SkeletonText } from '~/ui/skeleton';
import { EmptyState, ErrorState } from '~/ui/states';
import { JalaliInstant, UserText } from '~/ui/text';
import { type AccessDetail, AccessDetailText } from './access-detail';
import { LooseValue } from '../parts/record-value';
import { useNames } from '../parts/use-names';

interface Change {
  id: string;
  at: string;
  action: 'create' | 'update' | 'remove' | 'restore' | 'purge' | 'share' | 'unshare' | 'reveal' | 'viewAs';
  actorId: string | null;
  source: 'web' | 'api' | 'import' | 'job' | 'system';
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  detail: AccessDetail | null;
  /** The import, bulk edit or handover that it was part of. */
  operation: {
    kind: 'import' | 'bulkEdit' | 'bulkDelete' | 'reassign' | 'merge' | 'handover';
    title: string | null;
  } | null;
}

interface HistoryPage {
  data: Change[];
  nextCursor: string | null;
}

const PastRecord = lazy(() => import('./past-record').then(({ PastRecord: part }) => ({ default: part })));
const DateTimePicker = lazy(() =>
  import('~/ui/date-time-picker').then(({ DateTimePicker: part }) => ({ default: part })),
);

interface RecordHistoryProps {
  type: RecordTypeInfo;
  record: RecordBase;
}

/** Who changed which field when, an old value can be restored; or the record as it was at any time. */
export function RecordHistory({ type, record }: RecordHistoryProps) {
  const { t } = useTranslation('history');
  const [at, setAt] = useState<string | null>(null);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-2">
        <Suspense fallback={<SkeletonText lines={1} />}>
          <DateTimePicker label={t('past.label')} value={at} onChange={setAt} />
        </Suspense>
        {at ? (
          <Button variant="ghost" onPress={() => setAt(null)}>
            {t('past.clear')}
          </Button>
        ) : null}
      </div>
      {at ? (
        <Suspense fallback={<SkeletonText lines={5} />}>
          <PastRecord type={type} record={record} at={at} />
        </Suspense>
      ) : (
        <Changes type={type} record={record} />
      )}
    </div>
  );
}

function Changes({ type, record }: RecordHistoryProps) {
  const { t } = useTranslation(['records', 'common', 'history', 'timeline']);
  const history = useInfiniteQuery({
    queryKey: ['records', type.resource, 'history', record.id, record.version],
    queryFn: ({ pageParam, signal }) =>
      api.get<HistoryPage>(`/${type.resource}/${record.id}/history`, { query: { cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    retry: false,
  });
  const changes = history.data?.pages.flatMap((page) => page.data);
  const actors = useNames(
    'user',
    useMemo(() => changes?.map((change) => change.actorId) ?? [], [changes]),
  );
  if (history.error) return <ErrorState error={history.error} onRetry={() => void history.refetch()} />;
  if (!changes) return <SkeletonText lines={5} />;
  if (changes.length === 0) return <EmptyState isCompact icon={History} title={t('history:none')} />;
  return (
    <div className="flex flex-col gap-2">
      <ol className="flex flex-col">
        {changes.map((change) => (
          <ChangeEntry
            key={change.id}
            type={type}
            record={record}
            change={change}
            actor={change.actorId ? actors.get(change.actorId) : undefined}
          />
        ))}
      </ol>
      {history.hasNextPage ? (
        <Button
          className="self-center"
          isPending={history.isFetchingNextPage}
          onPress={() => void history.fetchNextPage()}
        >
          {t('timeline:more')}
        </Button>
      ) : null}
    </div>
  );
}

interface ChangeEntryProps {
  type: RecordTypeInfo;
  record: RecordBase;
  change: Change;
  actor: string | undefined;
}

function ChangeEntry({ type, record, change, actor }: ChangeEntryProps) {
  const { t } = useTranslation(['records', 'common', 'history', 'timeline']);
  const label = useLabel();
  const client = useQueryClient();
  const names = change.action === 'update' ? Object.keys(change.after ?? {}) : [];
  const fields = names.map((name) => fieldOf(type, name)).filter((field) => field !== undefined);
  const revert = async (name: string) => {
    try {
      await api.post(
        `/${type.resource}/${record.id}/revert`,
        { changeId: change.id, fields: [name] },
        { ifMatch: record.version },
      );
      notify(t('common:states.saved'), { tone: 'success' });
    } catch (error) {
      notify(describeError(error, t), { tone: 'danger' });
    } finally {
      await client.invalidateQueries({ queryKey: recordKeys.all(type.resource) });
    }
  };
  return (
    <li className="flex flex-col gap-1 border-b border-hairline py-2.5 text-sm last:border-0">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{actor ?? t(`history:sources.${change.source}`)}</span>
        <span className="text-muted">{t(`history:actions.${change.action}`)}</span>
        {actor && change.source !== 'web' ? (
          <span className="text-xs text-muted">({t(`history:sources.${change.source}`)})</span>
        ) : null}
        {change.operation ? (
          <span className="text-xs text-muted">
            {t(`history:operation.${change.operation.kind}`)}
            {change.operation.title ? (
              <>
                {': '}
                <UserText>{change.operation.title}</UserText>
              </>
            ) : null}
          </span>
        ) : null}
        <span className="ms-auto text-xs text-muted">
          <JalaliInstant value={change.at} />
        </span>
      </div>
      {change.detail ? <AccessDetailText type={type} detail={change.detail} /> : null}
      {fields.map((field) => {
        const before = change.before?.[field.name] ?? null;
        const canRevert = type.actions.edit && !field.readonly && !sameValue(before, record[field.name] ?? null);
        return (
          <div key={field.name} className="flex min-h-8 flex-wrap items-center gap-x-2 text-sm">
            <span className="w-28 shrink-0 text-xs text-muted">{label(field.label)}</span>
            <span className="min-w-0 text-muted line-through decoration-muted/50">
              <LooseValue field={field} value={before} />
            </span>
            <span aria-hidden className="text-muted rtl:-scale-x-100">
              →
            </span>
            <span className="min-w-0">
              <LooseValue field={field} value={change.after?.[field.name]} />
            </span>
            {canRevert ? (
              <Button
                size="sm"
                variant="ghost"
                className="ms-auto"
                icon={<Undo2 aria-hidden className="ltr:-scale-x-100" />}
                onPress={() => void revert(field.name)}
              >
                {t('history:revert')}
              </Button>
            ) : null}
          </div>
        );
      })}
    </li>
  );
}
