import { Download, Pencil, Tag, Trash2, UserRoundCheck } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf, type RecordTypeInfo, useLabel } from '~/api/record-types';
import type { RecordBase } from '~/api/records';
import { useRemoveWithUndo } from '~/api/undo';
import { BulkBar } from '~/ui/bulk-bar';
import { Button } from '~/ui/button';
import { Menu, menuOf } from '~/ui/menu';
import { onlyIds, titleOf } from '../parts/fields';
import { useExportEntries } from './export-menu';
import { useBulkEdit } from './use-bulk-edit';

const BulkEditDialog = lazy(() => import('./bulk-edit-dialog'));

type Task = 'owner' | 'field' | 'tags';

interface BulkActionsProps {
  type: RecordTypeInfo;
  rows: readonly RecordBase[];
  columns: readonly string[];
  onClear: () => void;
  /** Actions of the screen's own. */
  children?: ReactNode;
}

/** What can be done with the selected records. */
export function BulkActions({ type, rows, columns, onClear, children }: BulkActionsProps) {
  const { t } = useTranslation(['records', 'common']);
  const label = useLabel();
  const [task, setTask] = useState<Task | null>(null);
  const edit = useBulkEdit(type.resource);
  const remove = useRemoveWithUndo(type.resource, (row: RecordBase) => titleOf(type, row));
  const exports = useExportEntries({
    resource: type.resource,
    name: label({ fa: type.labels.fa.many, en: type.labels.en.many }),
    params: { filter: onlyIds(rows.map((row) => row.id)) },
    columns,
  });
  const canEdit = type.actions.edit && type.actions.bulkEdit;
  return (
    <>
      <BulkBar count={rows.length} onClear={onClear}>
        {children}
        {type.actions.assign && fieldOf(type, 'ownerId') ? (
          <Button size="sm" icon={<UserRoundCheck aria-hidden />} onPress={() => setTask('owner')}>
            {t('records:bulk.assign')}
          </Button>
        ) : null}
        {canEdit ? (
          <Button size="sm" icon={<Pencil aria-hidden />} onPress={() => setTask('field')}>
            {t('records:bulk.edit')}
          </Button>
        ) : null}
        {canEdit && fieldOf(type, 'tags') ? (
          <Button size="sm" icon={<Tag aria-hidden />} onPress={() => setTask('tags')}>
            {t('records:bulk.tags')}
          </Button>
        ) : null}
        {type.actions.export ? (
          <Menu
            label={t('common:actions.export')}
            placement="top end"
            trigger={
              <Button size="sm" icon={<Download aria-hidden />}>
                {t('common:actions.export')}
              </Button>
            }
            groups={menuOf(...exports)}
          />
        ) : null}
        {type.actions.delete ? (
          <Button
            size="sm"
            variant="dangerSoft"
            icon={<Trash2 aria-hidden />}
            onPress={() => {
              remove(rows);
              onClear();
            }}
          >
            {t('common:actions.delete')}
          </Button>
        ) : null}
      </BulkBar>
      {task ? (
        <Suspense fallback={null}>
          <BulkEditDialog
            type={type}
            task={task}
            count={rows.length}
            onClose={() => setTask(null)}
            onApply={(change) => {
              setTask(null);
              onClear();
              void edit(rows, change);
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
