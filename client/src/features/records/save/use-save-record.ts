import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { useRecordType } from '~/api/record-types';
import { type RecordBase, useUpdateRecord } from '~/api/records';
import { StaleSaveError } from '~/api/stale';
import { notify } from '~/lib/notices';
import { titleOf } from '../parts/fields';
import { conflicts } from './conflicts';

export type Changes = Record<string, unknown>;

interface SaveOptions {
  /** False keeps silent about success, where the screen itself shows it. */
  isAnnounced?: boolean;
}

/**
 * Writes fields of one record at once on screen, tells that it is saved and offers to take it back. Someone else's newer
 * write opens the comparison (see `ConflictHost`); any other refusal puts the old values back and says why.
 */
export function useSaveRecord(typeName: string) {
  const { t } = useTranslation(['records', 'common']);
  const type = useRecordType(typeName);
  const { mutateAsync } = useUpdateRecord(type?.resource ?? '');

  return useCallback(
    async (record: RecordBase, changes: Changes, { isAnnounced = true }: SaveOptions = {}): Promise<boolean> => {
      const before = Object.fromEntries(Object.keys(changes).map((field) => [field, record[field] ?? null]));
      const write = async (base: RecordBase, values: Changes): Promise<RecordBase | undefined> => {
        try {
          return await mutateAsync({ record: base, changes: values });
        } catch (error) {
          if (error instanceof StaleSaveError)
            conflicts.set({ error, typeName, resolve: (chosen) => void write(error.theirs as RecordBase, chosen) });
          else notify(describeError(error, t), { tone: 'danger' });
          return undefined;
        }
      };
      const saved = await write(record, changes);
      if (saved && isAnnounced) {
        notify(t('records:saved', { name: titleOf(type, saved) }), {
          tone: 'success',
          undo: async () => void (await write(saved, before)),
        });
      }
      return saved !== undefined;
    },
    [mutateAsync, t, type, typeName],
  );
}
