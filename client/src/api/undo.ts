import { useTranslation } from 'react-i18next';
import { notify } from '~/lib/notices';
import { describeError } from './describe';
import { type RecordBase, useRemoveRecords, useRestoreRecords } from './records';

/** Removes records with a notice that can take it back for eight seconds. `nameOf` names a single record in the notice. */
export function useRemoveWithUndo<T extends RecordBase>(resource: string, nameOf: (record: T) => string) {
  const { t } = useTranslation(['records', 'common']);
  const remove = useRemoveRecords<T>(resource);
  const restore = useRestoreRecords(resource);
  return (records: readonly T[]) => {
    const only = records.length === 1 ? records[0] : undefined;
    remove.mutate(records, {
      onError: (error) => notify(describeError(error, t), { tone: 'danger' }),
    });
    notify(only ? t('records:removed', { name: nameOf(only) }) : t('records:removedMany', { count: records.length }), {
      undo: () => restore.mutateAsync(records.map((record) => record.id)),
    });
  };
}
