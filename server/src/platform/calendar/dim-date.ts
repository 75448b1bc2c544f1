import type { UnitOfWork } from '../database/unit-of-work.js';
import type { CalendarSettings } from './calendar-settings.js';
import { companyCalendar } from './company-calendar.js';

function minutes(hours: readonly { from: number; to: number }[]): number {
  return hours.reduce((sum, { from, to }) => sum + to - from, 0);
}

/**
 * Writes the company's calendar into `dim_date`, so that SQL reports count working time and fiscal years as the screens
 * do. Touches only days that change.
 * @returns the number of changed days
 */
export async function refreshDimDate(uow: UnitOfWork, settings: CalendarSettings): Promise<number> {
  const calendar = companyCalendar(settings);
  const exceptions = [...(calendar.exceptions ?? [])];
  const write = () =>
    uow.one<{ changed: number }>('select dim_date_refresh($1, $2, $3, $4, $5, $6) as changed', [
      [...calendar.closed],
      calendar.week.map(minutes),
      settings.fiscalYearStartMonth,
      exceptions.map(([date]) => date),
      exceptions.map(([, hours]) => minutes(hours)),
      settings.observesSolarHolidays,
    ]);
  const row = uow.principal.isSystem ? await write() : await uow.elevated('calendar.refresh', write);
  return row?.changed ?? 0;
}
