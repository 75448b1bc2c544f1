import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { ProblemError } from '~/api/problem';
import { type RecordBase, recordKeys } from '~/api/records';
import { meQuery } from '~/api/session';
import { notify } from '~/lib/notices';

/** Saves a record of the administration as a whole: makes it without `record`, else changes it. Keeps the faults by field. */
export function useSave(resource: string) {
  const { t } = useTranslation('common');
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [isSaving, setSaving] = useState(false);
  const save = async (record: RecordBase | undefined, body: object): Promise<RecordBase | undefined> => {
    setSaving(true);
    setError(null);
    try {
      const saved = record
        ? await api.patch<RecordBase>(`/${resource}/${record.id}`, body, { ifMatch: record.version })
        : await api.post<RecordBase>(`/${resource}`, body);
      notify(t('states.saved'), { tone: 'success' });
      await Promise.all([
        client.invalidateQueries({ queryKey: recordKeys.all(resource) }),
        client.invalidateQueries({ queryKey: meQuery.queryKey }),
      ]);
      return saved;
    } catch (failure) {
      setError(failure);
      return undefined;
    } finally {
      setSaving(false);
    }
  };
  return {
    save,
    isSaving,
    /** What is wrong with one field. */
    faultOf: (field: string) => (error instanceof ProblemError ? error.messageFor(field) : undefined),
    /** What is wrong in all. */
    fault: error ? describeError(error, t) : undefined,
  };
}
