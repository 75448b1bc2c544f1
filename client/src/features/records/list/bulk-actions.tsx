import { CheckCheck, Download, Pencil, Tag, Trash2, UserRoundCheck } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf, type RecordTypeInfo, useLabel } from '~/api/record-types';
import type { ListParams, RecordBase } from '~/api/records';
import { useRemoveWithUndo } from '~/api/undo';
import { BulkBar } from '~/ui/bulk-bar';
import { formatNumber } from '~/lib/format';
import { Button } from '~/ui/button';
import { ConfirmDialog } from '~/ui/confirm';
import { Menu, menuOf } from '~/ui/menu';
import { onlyIds, titleOf } from '../parts/fields';
import { useExportEntries } from './export-menu';
import { type BulkChange, useBulkEdit } from './use-bulk-edit';
import { type BulkEditBody, useBulkOperation } from './use-bulk-operation';

const BulkEditDialog = lazy(() => import('./bulk-edit-dialog'));

type Task = 'owner' | 'field' | 'tags' | 'delete';

/** Everything that matches, loaded or not. */
export interface WholeList {
  params: Pick<ListParams, 'q' | 'filter' | 'sort'>;
  /** Undefined while it isn't known. */
  total: number | undefined;
  /** The server stopped counting at `total`. */
  isMore: boolean;
}

interface BulkActionsProps {
  type: RecordTypeInfo;
  rows: readonly RecordBase[];
  columns: readonly string[];
  /** The list that the rows were picked from, once all that is loaded of it is picked. */
  list: WholeList | undefined;
  onClear: () => void;
  /** Actions of the screen's own. */
  children?: ReactNode;
}

/** The change of one record: tags are added to its own. */
function perRecord({ changes, addTags = [], removeTags = [] }: BulkEditBody): BulkChange {
  if (changes) return changes;
  return ({ tags }) => {
    const now = Array.isArray(tags) ? tags.map(String) : [];
    return { tags: [...new Set([...now, ...addTags])].filter((tag) => !removeTags.includes(tag)) };
  };
}

/** What can be done with the selected records. */
export function BulkActions({ type, rows, columns, list, onClear, children }: BulkActionsProps) {
  const { t } = useTranslation(['records', 'common', 'bulk']);
  const label = useLabel();
  const [task, setTask] = useState<Task | null>(null);
  const [isAll, setAll] = useState(false);
  // Picking other rows ends the choice of everything.
  const whole = isAll ? list : undefined;
  const number = formatNumber(list?.total ?? rows.length);
  const edit = useBulkEdit(type.resource);
  const operation = useBulkOperation(type.resource);
  const remove = useRemoveWithUndo(type.resource, (row: RecordBase) => titleOf(type, row));
  const exports = useExportEntries({
    resource: type.resource,
    name: label({ fa: type.labels.fa.many, en: type.labels.en.many }),
    params: whole?.params ?? { filter: onlyIds(rows.map((row) => row.id)) },
    columns,
  });
  const canEdit = type.actions.edit && type.actions.bulkEdit;
  return (
    <>
      <BulkBar
        count={rows.length}
        onClear={onClear}
        {...(whole ? { text: t(whole.isMore ? 'bulk:allChosenMore' : 'bulk:allChosen', { number }) } : {})}
      >
        {list && !whole && type.actions.bulkEdit ? (
          <Button size="sm" variant="ghost" icon={<CheckCheck aria-hidden />} onPress={() => setAll(true)}>
            {t(list.isMore ? 'bulk:allMatchingMore' : 'bulk:allMatching', { number })}
          </Button>
        ) : null}
        {whole ? null : children}
        {type.actions.assign && fieldOf(type, 'ownerId') ? (
          <Button size="sm" icon={<UserRoundCheck aria-hidden />} onPress={() => setTask('owner')}>
            {t('bulk:assign')}
          </Button>
        ) : null}
        {canEdit ? (
          <Button size="sm" icon={<Pencil aria-hidden />} onPress={() => setTask('field')}>
            {t('bulk:edit')}
          </Button>
        ) : null}
        {canEdit && fieldOf(type, 'tags') ? (
          <Button size="sm" icon={<Tag aria-hidden />} onPress={() => setTask('tags')}>
            {t('bulk:tags')}
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
              if (whole) return setTask('delete');
              remove(rows);
              onClear();
            }}
          >
            {t('common:actions.delete')}
          </Button>
        ) : null}
      </BulkBar>
      {task === 'delete' && whole ? (
        <ConfirmDialog
          isOpen
          onOpenChange={() => setTask(null)}
          title={t('bulk:deleteTitle')}
          confirmLabel={t('bulk:deleteApply', { number: whole.isMore ? `${number}+` : number })}
          onConfirm={() => {
            setTask(null);
            onClear();
            void operation.remove(whole.params);
          }}
        >
          {t('bulk:deleteText', { number: whole.isMore ? `${number}+` : number })}
        </ConfirmDialog>
      ) : null}
      {task && task !== 'delete' ? (
        <Suspense fallback={null}>
          <BulkEditDialog
            type={type}
            task={task}
            count={whole ? undefined : rows.length}
            onClose={() => setTask(null)}
            onApply={(change) => {
              setTask(null);
              onClear();
              if (whole) void operation.edit(whole.params, change);
              else void edit(rows, perRecord(change));
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
