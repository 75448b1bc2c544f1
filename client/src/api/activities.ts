import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { notify } from '~/lib/notices';
import { describeError } from './describe';
import { api } from './http';
import { type Page, type RecordBase, recordKeys } from './records';

/** Where `GET /me/day` is kept. */
export const DAY_KEY = ['me', 'day'] as const;

/** Asks again for everything that shows activities. */
export function useRefreshActivities() {
  const client = useQueryClient();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: DAY_KEY }),
      client.invalidateQueries({ queryKey: recordKeys.all('activities') }),
    ]);
  };
}

/** Finishes an activity: done at once in every list, with a notice that reopens it. */
export function useCompleteActivity() {
  const { t } = useTranslation(['records', 'common']);
  const client = useQueryClient();
  const refresh = useRefreshActivities();
  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      notify(describeError(error, t), { tone: 'danger' });
      return undefined;
    }
  };
  return async (activity: { id: string; subject: string; version: number }) => {
    const { id, subject, version } = activity;
    await client.cancelQueries({ queryKey: recordKeys.lists('activities') });
    const doneAt = new Date().toISOString();
    client.setQueriesData<InfiniteData<Page<RecordBase>>>(
      { queryKey: recordKeys.lists('activities') },
      (data) =>
        data && {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            data: page.data.map((row) => (row.id === id ? { ...row, doneAt } : row)),
          })),
        },
    );
    const done = await attempt(() =>
      api.post<{ activity: RecordBase }>(`/activities/${id}/complete`, {}, { ifMatch: version }),
    );
    if (done)
      notify(t('records:activityDone', { subject }), {
        tone: 'success',
        undo: async () => {
          await attempt(() => api.post(`/activities/${id}/reopen`, {}, { ifMatch: done.activity.version }));
          await refresh();
        },
      });
    await refresh();
  };
}
