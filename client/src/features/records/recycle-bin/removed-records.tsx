import { useQueryClient } from '@tanstack/react-query';
import { ArchiveRestore, Recycle } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { type RecordTypeInfo, useLabel } from '~/api/record-types';
import { type RecordBase, recordKeys, useRecordList, useRemoveRecords, useRestoreRecords } from '~/api/records';
import { notify } from '~/lib/notices';
import { BulkBar } from '~/ui/bulk-bar';
import { Button } from '~/ui/button';
import { DataTable, useRowSelection } from '~/ui/data-table';
import { EmptyState, ErrorState } from '~/ui/states';
import { JalaliInstant, UserText } from '~/ui/text';
import type { RecordColumn } from '../list/field-columns';
import { titleOf } from '../parts/fields';
import { useNames } from '../parts/use-names';

/** The removed records of one type: who removed them and when, the latest first. */
export function RemovedRecords({ type }: { type: RecordTypeInfo }) {
  const { t } = useTranslation(['records', 'common', 'bin']);
  const label = useLabel();
  const client = useQueryClient();
  const selection = useRowSelection();
  const list = useRecordList(type.resource, { deleted: true, sort: '-updatedAt', count: 'estimate' });
  const restoring = useRestoreRecords(type.resource);
  const removing = useRemoveRecords(type.resource);
  const people = useNames(
    'user',
    useMemo(() => list.rows.map((row) => row.updatedBy), [list.rows]),
  );
  const many = label({ fa: type.labels.fa.many, en: type.labels.en.many });

  const restore = async (rows: readonly RecordBase[]) => {
    try {
      await restoring.mutateAsync(rows.map((row) => row.id));
    } catch (error) {
      notify(describeError(error, t), { tone: 'danger' });
      return;
    }
    selection.clear();
    const only = rows.length === 1 ? rows[0] : undefined;
    notify(only ? t('records:restored', { name: titleOf(type, only) }) : t('bin:restored', { count: rows.length }), {
      tone: 'success',
      undo: async () => {
        // Restoring made the next version of each.
        await removing.mutateAsync(rows.map((row) => ({ ...row, version: row.version + 1 })));
        await client.invalidateQueries({ queryKey: recordKeys.all(type.resource) });
      },
    });
  };

  const columns: RecordColumn[] = [
    {
      id: 'name',
      header: label(type.fields.find((field) => field.name === type.titleField)?.label),
      width: 280,
      cell: (row) => <UserText>{titleOf(type, row)}</UserText>,
    },
    {
      id: 'updatedBy',
      header: t('bin:removedBy'),
      cell: (row) => people.get(row.updatedBy ?? '') ?? '',
    },
    {
      id: 'updatedAt',
      header: t('bin:removedAt'),
      cell: (row) => <JalaliInstant value={row.updatedAt} />,
    },
    {
      id: 'restore',
      header: '',
      width: 140,
      align: 'end',
      cell: (row) => (type.actions.restore ? <RestoreButton onPress={() => void restore([row])} /> : null),
    },
  ];
  const selected = list.rows.filter((row) => selection.isSelected(row.id));
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <div className="h-full min-h-80">
      <DataTable
        label={many}
        columns={columns}
        rows={list.rows}
        rowId={(row) => row.id}
        rowName={(row) => titleOf(type, row)}
        selection={selection}
        isLoading={list.isLoading || list.isFetchingNextPage}
        hasMore={list.hasNextPage}
        onLoadMore={list.loadMore}
        renderCard={(row) => (
          <div className="flex items-center gap-2">
            <div className="min-w-0 grow">
              <UserText className="block truncate text-sm font-medium">{titleOf(type, row)}</UserText>
              <span className="text-xs text-muted">
                {people.get(row.updatedBy ?? '') ?? ''} <JalaliInstant value={row.updatedAt} />
              </span>
            </div>
            {type.actions.restore ? <RestoreButton onPress={() => void restore([row])} /> : null}
          </div>
        )}
        empty={<EmptyState icon={Recycle} title={t('bin:empty', { type: many })} text={t('bin:emptyText')} />}
      />
      <BulkBar count={selected.length} onClear={selection.clear}>
        <Button size="sm" icon={<ArchiveRestore aria-hidden />} onPress={() => void restore(selected)}>
          {t('bin:restoreMany', { count: selected.length })}
        </Button>
      </BulkBar>
    </div>
  );
}

function RestoreButton({ onPress }: { onPress: () => void }) {
  const { t } = useTranslation(['records', 'bin']);
  return (
    <Button size="sm" variant="outline" icon={<ArchiveRestore aria-hidden />} onPress={onPress}>
      {t('bin:restore')}
    </Button>
  );
}
