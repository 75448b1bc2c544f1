import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OperationsErrorsResponse, OperationsRowsResponse } from '~/api/generated';
import { api } from '~/api/http';
import { fieldOf, useLabel, useRecordType, useRecordTypes } from '~/api/record-types';
import { LooseValue } from '~/features/records/parts/record-value';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { EmptyState, ErrorState } from '~/ui/states';
import { UserText } from '~/ui/text';
import { type Operation, operationKeys } from './operation';

type Row = OperationsRowsResponse['data'][number];
type Fault = OperationsErrorsResponse['data'][number];

function usePages<T>(operation: Operation, part: 'rows' | 'errors') {
  const { id, status, done, undo } = operation;
  return useInfiniteQuery({
    // What is listed grows while it goes on.
    queryKey: [...operationKeys.one(id), part, status, status === 'running' ? Math.floor(done / 500) : undo?.done],
    queryFn: ({ pageParam, signal }) =>
      api.get<{ data: T[]; nextCursor: string | null }>(`/operations/${id}/${part}`, {
        query: { cursor: pageParam, limit: 25 },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (before) => before,
  });
}

/** What it changed, record by record. */
export function OperationRows({ operation }: { operation: Operation }) {
  const { t } = useTranslation(['operations', 'common']);
  const list = usePages<Row>(operation, 'rows');
  const rows = list.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <Card title={t('operations:changes')}>
      {list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isSuccess && rows.length === 0 ? <EmptyState isCompact title={t('operations:noRows')} /> : null}
      <ul className="flex flex-col">
        {rows.map((row) => (
          <li
            key={row.id}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-hairline py-2 text-sm last:border-0"
          >
            <RecordLink {...row} />
            <RowChanges row={row} />
          </li>
        ))}
      </ul>
      <More list={list} />
    </Card>
  );
}

/** Records that stay as they are, and why: refused by the run, or changed by somebody before the undo. */
export function OperationFaults({ operation }: { operation: Operation }) {
  const { t } = useTranslation(['operations', 'common']);
  const list = usePages<Fault>(operation, 'errors');
  const rows = list.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <Card title={t('operations:faults')}>
      <ul className="flex flex-col">
        {rows.map((fault, i) => (
          <li
            key={`${fault.recordId}/${i}`}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-hairline py-2 text-sm last:border-0"
          >
            <RecordLink {...fault} />
            <span className="text-xs text-muted">{t(`operations:reasons.${fault.reason}`)}</span>
            <FieldNames fault={fault} />
            {fault.problem ? <span className="text-xs">{(fault.problem as { detail?: string }).detail}</span> : null}
          </li>
        ))}
      </ul>
      <More list={list} />
    </Card>
  );
}

function FieldNames({ fault }: { fault: Fault }) {
  const label = useLabel();
  const type = useRecordType(fault.recordType);
  const names = (fault.fields ?? []).map((name) => label(fieldOf(type, name)?.label) || name);
  return names.length > 0 ? <span className="text-xs text-muted">{names.join('، ')}</span> : null;
}

function RowChanges({ row }: { row: Row }) {
  const { t } = useTranslation('operations');
  const label = useLabel();
  const type = useRecordType(row.recordType);
  if (row.action !== 'update')
    return <span className="text-xs text-muted">{t(`actions.${row.action}` as 'actions.create')}</span>;
  const names = Object.keys((row.after ?? {}) as object);
  const before = (row.before ?? {}) as Record<string, unknown>;
  const after = (row.after ?? {}) as Record<string, unknown>;
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">
      {names.slice(0, 3).map((name) => {
        const field = fieldOf(type, name);
        return field ? (
          <span key={name} className="flex min-w-0 items-center gap-1">
            {label(field.label)}: <LooseValue field={field} value={before[name] ?? null} />
            <span aria-hidden className="rtl:-scale-x-100">
              →
            </span>
            <LooseValue field={field} value={after[name] ?? null} />
          </span>
        ) : null;
      })}
    </span>
  );
}

function RecordLink({
  recordType,
  recordId,
  recordTitle,
}: {
  recordType: string;
  recordId: string;
  recordTitle?: string | null;
}) {
  const { t } = useTranslation('operations');
  const types = useRecordTypes();
  const type = types.find((candidate) => candidate.name === recordType);
  const title = recordTitle ?? t('hiddenRecord');
  if (!type || !recordTitle) return <span className="text-muted">{title}</span>;
  return (
    <Link to={`/${type.resource}/${recordId}` as '/'} className="min-w-0 truncate font-medium hover:underline">
      <UserText>{title}</UserText>
    </Link>
  );
}

function More({ list }: { list: ReturnType<typeof usePages> }) {
  const { t } = useTranslation('common');
  return list.hasNextPage ? (
    <Button
      variant="ghost"
      className="mt-2"
      isPending={list.isFetchingNextPage}
      onPress={() => void list.fetchNextPage()}
    >
      {t('actions.more')}
    </Button>
  ) : null;
}
