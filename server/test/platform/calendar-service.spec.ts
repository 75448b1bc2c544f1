import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { DEFAULT_DAYS, DEFAULT_WEEK } from '../../src/platform/calendar/calendar-settings.js';
import { CalendarService } from '../../src/platform/calendar/calendar.service.js';
import { DataDoor } from '../../src/platform/database/data-door.js';
import { createDataSource } from '../../src/platform/database/data-source.js';
import { isWorkingDay } from '../../src/platform/persian/index.js';
import { resetTestDatabase } from '../support/database.js';

let pool: DataSource;
let door: DataDoor;
let service: CalendarService;

beforeAll(async () => {
  const database = await resetTestDatabase();
  pool = await createDataSource(database.appUrl).initialize();
  door = new DataDoor(pool);
});

afterAll(() => pool.destroy());

beforeEach(() => {
  service = new CalendarService(door);
});

function dayOf(date: string): Promise<object | undefined> {
  return door.asSystem('test', (uow) =>
    uow.one('select fiscal_year, is_holiday, working_minutes from dim_date where date = $1', [date]),
  );
}

test('starts with the default week', async () => {
  expect(await service.settings()).toEqual({ ...DEFAULT_WEEK, ...DEFAULT_DAYS });
  expect(isWorkingDay(await service.working(), '2026-11-21')).toBe(true);
});

test('a saved closure closes the day for promises and for reports', async () => {
  expect(await dayOf('2026-11-21')).toEqual({ fiscal_year: 1405, is_holiday: false, working_minutes: 480 });
  const days = {
    ...DEFAULT_DAYS,
    holidays: [{ date: '2026-11-21', kind: 'one_off' as const, title: 'برف سنگین' }],
  };
  await service.settings();
  await door.asSystem('test', () => service.saveDays(days));
  expect(await service.settings()).toEqual({ ...DEFAULT_WEEK, ...days });
  expect(isWorkingDay(await service.working(), '2026-11-21')).toBe(false);
  expect(await dayOf('2026-11-21')).toEqual({ fiscal_year: 1405, is_holiday: true, working_minutes: 0 });
});

test('changed hours and fiscal year reach reports in the transaction that changes them', async () => {
  await service.settings();
  await door.asSystem('test', async (uow) => {
    await uow.execute(`insert into settings (key, value) values ('workEnd', '"17:30"'), ('fiscalYearStartMonth', '7')`);
    await service.refresh(uow);
  });
  expect(await service.settings()).toMatchObject({ workEnd: '17:30', fiscalYearStartMonth: 7, thursday: 'half' });
  expect(await dayOf('2026-11-22')).toEqual({ fiscal_year: 1406, is_holiday: false, working_minutes: 570 });
});

test('wrong days are refused with their places, and nothing changes', async () => {
  const before = await service.settings();
  const wrong = { ...DEFAULT_DAYS, observesSolarHolidays: 'no', ignoredHolidays: ['1405-08-31'] };
  await expect(door.asSystem('test', () => service.saveDays(wrong))).rejects.toMatchObject({
    status: 400,
    code: 'calendar.invalid',
    options: {
      faults: [
        { path: 'observesSolarHolidays', code: 'calendar.value' },
        { path: 'ignoredHolidays.0', code: 'calendar.outOfRange' },
      ],
    },
  });
  expect(await new CalendarService(door).settings()).toEqual(before);
});
