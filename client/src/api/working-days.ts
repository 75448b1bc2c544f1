import { useQuery } from '@tanstack/react-query';
import type { IsoDate } from '~/lib/calendar';
import { holidayNames, isWorkDay, thursdayRule } from '~/lib/work-days';
import { api } from './http';
import { useMe } from './session';

interface WorkingDay {
  date: IsoDate;
  /** Working minutes; 0 on a closed day. */
  minutes: number;
  holidays: string[];
}

const FRESH_MS = 300_000;

/** The company's working days of a span; the official calendar until the server has answered. */
export function useWorkingDays(from: IsoDate, to: IsoDate) {
  const me = useMe();
  const { data } = useQuery({
    queryKey: ['working-days', from, to],
    queryFn: ({ signal }) => api.get<{ data: WorkingDay[] }>('/working-days', { query: { from, to }, signal }),
    staleTime: FRESH_MS,
  });
  const days = new Map(data?.data.map((day) => [day.date, day]));
  const names = data?.data.flatMap(({ date, holidays }) =>
    holidays.length > 0 ? [[date, holidays.join('، ')] as const] : [],
  );
  return {
    /** Names of holidays by day. */
    holidays: names ? new Map(names) : holidayNames(from, to),
    isWorkDay: (date: IsoDate) => {
      const day = days.get(date);
      return day ? day.minutes > 0 : isWorkDay(date, thursdayRule(me?.settings.thursday));
    },
  };
}
