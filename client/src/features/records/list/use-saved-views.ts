import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import type { Filter } from '~/api/filter';
import { type RecordBase, useCreateRecord, useRecordList, useUpdateRecord } from '~/api/records';
import { useRemoveWithUndo } from '~/api/undo';
import { notify } from '~/lib/notices';

export type Audience = 'mine' | 'team' | 'everyone';

/** A list under a name, as `/saved-views` keeps it. */
export interface SavedViewRecord extends RecordBase {
  name: string;
  recordType: string;
  audience: Audience;
  filter: Filter | null;
  sort: string | null;
  columns: string[] | null;
}

/** What a view remembers of a list. */
export type ViewContent = Pick<SavedViewRecord, 'filter' | 'sort' | 'columns'>;

/** The saved views of one record type, and what can be done with them. */
export function useSavedViews(recordType: string) {
  const { t } = useTranslation(['records', 'common']);
  const list = useRecordList<SavedViewRecord>('saved-views', {
    filter: { field: 'recordType', op: 'eq', value: recordType },
    sort: 'position',
    limit: 100,
  });
  const create = useCreateRecord<SavedViewRecord>('saved-views');
  const update = useUpdateRecord<SavedViewRecord>('saved-views');
  const remove = useRemoveWithUndo<SavedViewRecord>('saved-views', (view) => view.name);
  const onError = (error: unknown) => notify(describeError(error, t), { tone: 'danger' });
  return {
    views: list.rows,
    create: (content: ViewContent & { name: string; audience: Audience }, onDone: (view: SavedViewRecord) => void) =>
      create.mutate({ body: { ...content, recordType } }, { onSuccess: onDone, onError }),
    update: (view: SavedViewRecord, changes: Partial<SavedViewRecord>) =>
      update.mutate(
        { record: view, changes },
        { onSuccess: (saved) => notify(t('records:saved', { name: saved.name }), { tone: 'success' }), onError },
      ),
    remove: (view: SavedViewRecord) => remove([view]),
    isCreating: create.isPending,
  };
}
