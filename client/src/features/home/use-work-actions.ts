import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCompleteActivity, useRefreshActivities } from '~/api/activities';
import { describeError } from '~/api/describe';
import { api } from '~/api/http';
import type { RecordBase } from '~/api/records';
import { addDays, fromTehran, today, toTehran } from '~/lib/calendar';
import { formatDay } from '~/lib/format';
import { notify } from '~/lib/notices';
import { type Day, dayQuery, type WorkItem, withoutItem } from './day';

const NINE = 9 * 60;

/** Finishing and putting off work: at once on screen, with a notice that takes it back. */
export function useWorkActions() {
  const { t } = useTranslation(['home', 'common']);
  const client = useQueryClient();
  const refresh = useRefreshActivities();
  const finish = useCompleteActivity();

  const drop = async (id: string, isDone: boolean) => {
    await client.cancelQueries({ queryKey: dayQuery.queryKey });
    client.setQueryData<Day>(dayQuery.queryKey, (day) => day && withoutItem(day, id, isDone));
  };
  const move = async (item: Pick<WorkItem, 'id' | 'version'>, dueAt: string | null) => {
    try {
      return await api.patch<RecordBase>(`/activities/${item.id}`, { dueAt }, { ifMatch: item.version });
    } catch (error) {
      notify(describeError(error, t), { tone: 'danger' });
      return undefined;
    } finally {
      await refresh();
    }
  };

  const complete = async (item: WorkItem) => {
    await drop(item.id, true);
    await finish(item);
  };

  /** Moves it `days` on from today, to the same time of the day. */
  const snooze = async (item: WorkItem, days: number) => {
    const minute = item.dueAt ? toTehran(item.dueAt).minuteOfDay : NINE;
    const day = addDays(today(), days);
    await drop(item.id, false);
    const moved = await move(item, fromTehran(day, minute).toISOString());
    if (!moved) return;
    notify(t('home:snoozed', { subject: item.subject, day: formatDay(day) }), {
      undo: async () => void (await move(moved, item.dueAt)),
    });
  };

  return { complete, snooze, refresh };
}
