import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { allOf, type Filter } from '~/api/filter';
import { api } from '~/api/http';
import { type Page, type RecordBase, recordKeys } from '~/api/records';
import type { Tone } from '~/api/record-types';
import { fromTehran, type IsoDate } from '~/lib/calendar';
import type { CalendarEvent } from '~/ui/jalali-calendar';

interface Row extends RecordBase {
  subject: string;
  type: 'task' | 'call' | 'meeting';
  dueAt: string | null;
  startAt: string | null;
  endAt: string | null;
  doneAt: string | null;
}

const MOST = 500;
const PAGE = 200;
const TONES: Record<Row['type'], Tone> = { task: 'accent', call: 'information', meeting: 'warning' };

/** Activities that start or are due in the days, as events. `isCut` tells that there are more than are shown. */
export function useCalendarEvents(from: IsoDate, until: IsoDate, onlyMine: boolean) {
  const filter = allOf(onlyMine ? { field: 'assigneeId', op: 'eq', value: { me: true } } : undefined, {
    or: [inDays('startAt', from, until), { and: [{ field: 'startAt', op: 'empty' }, inDays('dueAt', from, until)] }],
  });
  const query = useQuery({
    queryKey: [...recordKeys.all('activities'), 'calendar', from, until, onlyMine],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const rows: Row[] = [];
      let cursor: string | null = null;
      do {
        const page: Page<Row> = await api.get('/activities', { signal, query: { filter, limit: PAGE, cursor } });
        rows.push(...page.data);
        cursor = page.nextCursor;
      } while (cursor && rows.length < MOST);
      return { rows, isCut: cursor !== null };
    },
  });
  const events = useMemo(() => (query.data?.rows ?? []).map(eventOf), [query.data]);
  return { events, isCut: query.data?.isCut ?? false, most: MOST, error: query.error, refetch: query.refetch };
}

function inDays(field: string, from: IsoDate, until: IsoDate): Filter {
  return {
    and: [
      { field, op: 'gte', value: fromTehran(from).toISOString() },
      { field, op: 'lt', value: fromTehran(until).toISOString() },
    ],
  };
}

function eventOf(row: Row): CalendarEvent {
  const startAt = row.startAt ?? row.dueAt;
  return {
    id: row.id,
    title: row.subject,
    tone: row.doneAt ? 'neutral' : TONES[row.type],
    ...(startAt ? { startAt } : {}),
    ...(row.startAt && row.endAt ? { endAt: row.endAt } : {}),
  };
}
