import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { notify } from '~/lib/notices';
import { type Subject, useRefreshAround, type WorkItem } from './subject';

/** Marks an activity as done, with a notice that takes it back. */
export function useComplete(subject: Subject) {
  const { t } = useTranslation(['records', 'common', 'work']);
  const refresh = useRefreshAround(subject);
  return async (item: WorkItem): Promise<boolean> => {
    try {
      await api.post(`/activities/${item.id}/complete`, {}, { ifMatch: item.version });
    } catch (error) {
      notify(describeError(error, t), { tone: 'danger' });
      return false;
    } finally {
      void refresh();
    }
    notify(t('work:completed', { subject: item.subject }), {
      tone: 'success',
      undo: async () => {
        await api.post(`/activities/${item.id}/reopen`, {});
        await refresh();
      },
    });
    return true;
  };
}
