import { addDays, type IsoDate, monthStart, weekStart } from '~/lib/calendar';

/** The days of a month's grid: whole weeks from Saturday to Friday. */
export function monthGrid(date: IsoDate): IsoDate[] {
  const first = weekStart(monthStart(date));
  const next = monthStart(date, 1);
  const days: IsoDate[] = [];
  for (let day = first; day < next || days.length % 7 !== 0; day = addDays(day, 1)) days.push(day);
  return days;
}
