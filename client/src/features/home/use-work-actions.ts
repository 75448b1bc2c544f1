import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import { type RecordBase, recordKeys } from '~/api/records';
import { addDays, fromTehran, today, toTehran } from '~/lib/calendar';
import { formatDay } from '~/lib/format';
import { notify } from '~/lib/notices';
import { type Day, dayQuery, type WorkItem, withoutItem } from './day';

const NINE = 9 * 60;

/** Finishing and putting off work: at once on screen, with a notice that takes it back. */
export function useWorkActions() {
  const { t } = useTranslation(['home', 'common']);
  const client = useQueryClient();
  const refresh = async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: dayQuery.queryKey }),
      client.invalidateQueries({ queryKey: recordKeys.all('activities') }),
    ]);
  };
  const drop = async (id: string, isDone: boolean) => {
    await client.cancelQueries({ queryKey: dayQuery.queryKey });
    client.setQueryData<Day>(dayQuery.queryKey, (day) => day && withoutItem(day, id, isDone));
  };
  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      notify(describeError(error, t), { tone: 'danger' });
      await refresh();
      return undefined;
    }
  };

  const complete = async (item: Pick<WorkItem, 'id' | 'subject' | 'version'>) => {
    await drop(item.id, true);
    const done = await attempt(() =>
      api.post<{ activity: RecordBase }>(`/activities/${item.id}/complete`, {}, { ifMatch: item.version }),
    );
    if (!done) return;
    notify(t('home:done', { subject: item.subject }), {
      tone: 'success',
      undo: async () => {
        await attempt(() => api.post(`/activities/${item.id}/reopen`, {}, { ifMatch: done.activity.version }));
        await refresh();
      },
    });
    await refresh();
  };

  /** Moves it `days` on from today, to the same time of the day. */
  const snooze = async (item: WorkItem, days: number) => {
    const minute = item.dueAt ? toTehran(item.dueAt).minuteOfDay : NINE;
    const day = addDays(today(), days);
    await drop(item.id, false);
    const moved = await attempt(() =>
      api.patch<RecordBase>(
        `/activities/${item.id}`,
        { dueAt: fromTehran(day, minute).toISOString() },
        { ifMatch: item.version },
      ),
    );
    if (!moved) return;
    notify(t('home:snoozed', { subject: item.subject, day: formatDay(day) }), {
      undo: async () => {
        await attempt(() => api.patch(`/activities/${item.id}`, { dueAt: item.dueAt }, { ifMatch: moved.version }));
        await refresh();
      },
    });
    await refresh();
  };

  return { complete, snooze, refresh };
}
