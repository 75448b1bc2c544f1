import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Filter } from '~/api/filter';
import { addressOf, useLabel, useRecordType } from '~/api/record-types';
import { type RecordBase, useRecordList } from '~/api/records';
import { DataTable } from '~/ui/data-table';
import { EmptyState, ErrorState } from '~/ui/states';
import { columnsOf } from '../list/field-columns';
import { RecordCard } from '../list/record-card';
import { embedName, titleOf } from '../parts/fields';

interface RelatedRecordsProps {
  /** Record type by name. */
  type: string;
  filter: Filter;
  /** Fields shown beside the name, in order. */
  columns: readonly string[];
  sort?: string;
  hrefOf?: (row: RecordBase) => string;
}

/** Records of another type that belong to the one on the page. */
export function RelatedRecords({ type: typeName, filter, columns: names, sort, hrefOf }: RelatedRecordsProps) {
  const { t } = useTranslation('records');
  const type = useRecordType(typeName);
  const label = useLabel();
  const navigate = useNavigate();
  const columns = useMemo(() => {
    if (!type) return [];
    const href = hrefOf ?? ((row: RecordBase) => `${addressOf(type)}/${row.id}`);
    const all = columnsOf({ type, defaults: names, label, hrefOf: href, onPeek: undefined });
    return all.filter((column) => column.id === type.titleField || names.includes(column.id));
  }, [type, names, label, hrefOf]);
  const include = names
    .map((name) => type?.fields.find((field) => field.name === name))
    .map((field) => field && embedName(field))
    .filter((name) => name !== undefined)
    .join(',');
  const list = useRecordList(
    type?.resource ?? '',
    { filter, sort, include: include || undefined, count: 'estimate' },
    { isEnabled: type !== undefined },
  );
  if (!type) return null;
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const many = label({ fa: type.labels.fa.many, en: type.labels.en.many });
  const one = label({ fa: type.labels.fa.one, en: type.labels.en.one });
  return (
    <div className="h-104">
      <DataTable
        label={many}
        columns={columns}
        rows={list.rows}
        rowId={(row) => row.id}
        rowName={(row) => titleOf(type, row)}
        isLoading={list.isLoading || list.isFetchingNextPage}
        hasMore={list.hasNextPage}
        onLoadMore={list.loadMore}
        total={list.total}
        onOpen={(row) => void navigate({ to: (hrefOf?.(row) ?? `${addressOf(type)}/${row.id}`) as '/' })}
        renderCard={(row) => <RecordCard type={type} row={row} columns={columns} />}
        empty={<EmptyState isCompact title={t('list.nothingTitle', { type: one })} />}
      />
    </div>
  );
}
