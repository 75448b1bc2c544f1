import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import {
  announcedHolidays,
  fiscalYearOf,
  fromEpochDay,
  isHoliday,
  toEpochDay,
  toJalali,
  type WorkingCalendar,
  weekdayOf,
  weekStart,
  workingMinutesOf,
  workingWeek,
} from '../../src/platform/persian/index.js';
import { resetTestDatabase, testDatabase } from '../support/database.js';

const COLUMNS = `date::text, jy, jm, jd, month_key, season, week_start::text, weekday, fiscal_year, is_holiday, working_minutes`;

let client: Client;

beforeAll(async () => {
  client = new Client({ connectionString: (await resetTestDatabase()).ownerUrl });
  await client.connect();
});

afterAll(() => client.end());

/** What every day must be, from the calendar that the screens use. */
function expectedDays(calendar: WorkingCalendar, startMonth: number): object[] {
  const days: object[] = [];
  for (let epochDay = toEpochDay('1921-03-21'); epochDay <= toEpochDay('2072-03-19'); epochDay += 1) {
    const date = fromEpochDay(epochDay);
    const { jy, jm, jd } = toJalali(date);
    days.push({
      date,
      jy,
      jm,
      jd,
      month_key: jy * 100 + jm,
      season: Math.ceil(jm / 3),
      week_start: weekStart(date),
      weekday: weekdayOf(date),
      fiscal_year: fiscalYearOf(date, startMonth),
      is_holiday: isHoliday(calendar, date),
      working_minutes: workingMinutesOf(calendar, date),
    });
  }
  return days;
}

function firstDifference(actual: object[], expected: object[]): unknown {
  const index = expected.findIndex((day, place) => JSON.stringify(day) !== JSON.stringify(actual[place]));
  return index === -1 ? null : { expected: expected[index], actual: actual[index] };
}

test('is the JavaScript calendar on every day from 1300 to 1450', async () => {
  const { rows } = await client.query<object>(`select ${COLUMNS} from dim_date order by date`);
  const calendar = { week: workingWeek(), closed: new Set(announcedHolidays().map((holiday) => holiday.date)) };
  expect(rows).toHaveLength(55_152);
  expect(firstDifference(rows, expectedDays(calendar, 1))).toBeNull();
});

test("takes over a company's own calendar, quickly, and only what changed", async () => {
  const calendar: WorkingCalendar = {
    week: workingWeek('closed'),
    closed: new Set(['2026-11-21']),
    exceptions: new Map([
      ['2026-11-20', [{ from: 480, to: 600 }]],
      ['2026-03-21', [{ from: 600, to: 660 }]],
    ]),
  };
  const refresh = `select dim_date_refresh(closed => $1, week_minutes => $2, fiscal_start_month => 7,
    exception_days => $3, exception_minutes => $4) as changed`;
  const values = [['2026-11-21'], [480, 480, 480, 480, 480, 0, 0], ['2026-11-20', '2026-03-21'], [120, 60]];
  await client.query('begin');
  const first = await client.query<{ changed: number }>(refresh, values);
  const second = await client.query<{ changed: number }>(refresh, values);
  const { rows } = await client.query<object>(`select ${COLUMNS} from dim_date order by date`);
  await client.query('rollback');
  expect(firstDifference(rows, expectedDays(calendar, 7))).toBeNull();
  expect(first.rows[0]?.changed).toBeGreaterThan(20_000);
  expect(second.rows[0]?.changed).toBe(0);
});

test('is refreshed by the owner and the server only', async () => {
  const app = new Client({ connectionString: testDatabase().appUrl });
  await app.connect();
  const refused = await app.query('select dim_date_refresh()').catch((error: { code: string }) => error.code);
  await app.query('begin');
  await app.query(`select set_config('app.system', 'calendar', true)`);
  const allowed = await app.query<{ changed: number }>('select dim_date_refresh() as changed');
  await app.query('rollback');
  await app.end();
  expect(refused).toBe('42501');
  expect(allowed.rows).toEqual([{ changed: 0 }]);
});
