import {
  announcedHolidays,
  type Holiday,
  holidaysOf,
  type IsoDate,
  toJalali,
  type WorkingCalendar,
  type WorkingHours,
} from '../persian/index.js';
import type { CalendarSettings, WorkWeek } from './calendar-settings.js';

function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function inMinutes(hours: readonly { from: string; to: string }[]): WorkingHours[] {
  return hours.map(({ from, to }) => ({ from: minuteOfDay(from), to: minuteOfDay(to) }));
}

function weekOf({ thursday, workStart, workEnd, thursdayEnd }: WorkWeek): WorkingHours[][] {
  const usual = inMinutes([{ from: workStart, to: workEnd }]);
  const half = inMinutes([{ from: workStart, to: thursdayEnd }]);
  return [usual, usual, usual, usual, usual, { full: usual, half, closed: [] }[thursday], []];
}

/** The settings as the calendar that working-time functions take. */
export function companyCalendar(settings: CalendarSettings): WorkingCalendar {
  const ignored = new Set(settings.ignoredHolidays);
  const known = announcedHolidays().filter((holiday) => !ignored.has(holiday.date));
  return {
    week: weekOf(settings),
    closed: new Set([...known, ...settings.holidays].map((holiday) => holiday.date)),
    exceptions: new Map(settings.exceptions.map(({ date, hours }) => [date, inMinutes(hours)])),
    observesSolarHolidays: settings.observesSolarHolidays,
  };
}

/** The holidays of the company in [from, to], by date, for calendars on the screen. */
export function companyHolidays(settings: CalendarSettings, from: IsoDate, to: IsoDate): Holiday[] {
  const ignored = new Set(settings.ignoredHolidays);
  const own: Holiday[] = settings.holidays;
  const official: Holiday[] = [];
  for (let jy = toJalali(from).jy; jy <= toJalali(to).jy; jy += 1) official.push(...holidaysOf(jy));
  return [
    ...official.filter(({ date, kind }) => (kind === 'solar' ? settings.observesSolarHolidays : !ignored.has(date))),
    ...own,
  ]
    .filter(({ date }) => date >= from && date <= to)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}
