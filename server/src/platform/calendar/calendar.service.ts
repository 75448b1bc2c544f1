import { Injectable, Logger } from '@nestjs/common';
import { z } from 'zod';
import { clock } from '../context/clock.js';
import { DataDoor } from '../database/data-door.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';
import { tehranDate, type WorkingCalendar } from '../persian/index.js';
import {
  type CalendarDays,
  type CalendarSettings,
  calendarDaysSchema,
  DEFAULT_DAYS,
  DEFAULT_WEEK,
  type WorkWeek,
} from './calendar-settings.js';
import { companyCalendar } from './company-calendar.js';
import { refreshDimDate } from './dim-date.js';

const DAYS_KEY = 'calendar';
const WEEK_KEYS = Object.keys(DEFAULT_WEEK);
/** Another server process learns of a change after this time at the latest. */
const FRESH_MS = 30_000;
/** Our own rules speak in codes; the schema library's in English sentences. */
const CODE = /^[a-z]\w*\.\w+$/i;

interface Loaded {
  settings: CalendarSettings;
  calendar: WorkingCalendar;
  at: number;
}

/** The company's working calendar: read by promises (SLA), forecasts and the calendar on the screen. */
@Injectable()
export class CalendarService {
  private readonly log = new Logger('CalendarService');
  private loaded: Loaded | undefined;

  constructor(private readonly door: DataDoor) {}

  /** Today in Tehran, by the product's clock. */
  today(): string {
    return tehranDate(clock.now());
  }

  /** The settings in force; the defaults until somebody saves others. */
  async settings(): Promise<CalendarSettings> {
    return (await this.load()).settings;
  }

  /** The settings as the working-time functions of the Persian engine take them. */
  async working(): Promise<WorkingCalendar> {
    return (await this.load()).calendar;
  }

  /**
   * Checks and stores the days that differ from the week and brings `dim_date` in step, in one transaction.
   * @throws Problem 400 `calendar.invalid` with a fault for each wrong place; 403 `access.denied` without the right to settings
   */
  async saveDays(input: unknown): Promise<CalendarDays> {
    const parsed = calendarDaysSchema.safeParse(input);
    if (!parsed.success) {
      const faults = parsed.error.issues.map((issue) => ({
        path: issue.path.join('.'),
        code: CODE.test(issue.message) ? issue.message : 'calendar.value',
      }));
      throw Problem.invalid('calendar.invalid', faults);
    }
    await this.door.write(async (uow) => {
      uow.principal.authorize('setting', 'edit');
      await uow.execute(
        `insert into settings (key, value, updated_by) values ($1, $2, $3)
         on conflict (key) do update set value = excluded.value, version = settings.version + 1,
           updated_at = now(), updated_by = excluded.updated_by`,
        [DAYS_KEY, JSON.stringify(parsed.data), uow.principal.userId],
      );
      await this.refresh(uow);
    });
    return parsed.data;
  }

  /** Brings `dim_date` in step with the settings as this transaction sees them; to be called by whoever changes them. */
  async refresh(uow: UnitOfWork): Promise<void> {
    await refreshDimDate(uow, await this.read(uow));
    uow.afterCommit(() => {
      this.loaded = undefined;
    });
  }

  private async load(): Promise<Loaded> {
    const now = clock.now().getTime();
    if (this.loaded && Math.abs(now - this.loaded.at) < FRESH_MS) return this.loaded;
    const settings = await this.door.asSystem('calendar.read', (uow) => this.read(uow));
    this.loaded = { settings, calendar: companyCalendar(settings), at: now };
    return this.loaded;
  }

  private async read(uow: UnitOfWork): Promise<CalendarSettings> {
    const rows = await uow.query<{ key: string; value: unknown }>(
      'select key, value from settings where key = any($1)',
      [[DAYS_KEY, ...WEEK_KEYS]],
    );
    const stored = Object.fromEntries(rows.map(({ key, value }) => [key, value]));
    const { [DAYS_KEY]: days, ...week } = stored;
    return { ...DEFAULT_WEEK, ...(week as Partial<WorkWeek>), ...this.readDays(days) };
  }

  private readDays(stored: unknown): CalendarDays {
    if (stored === undefined) return DEFAULT_DAYS;
    const parsed = calendarDaysSchema.safeParse(stored);
    if (parsed.success) return parsed.data;
    // Promises must go on being counted: a row that another release wrote differently is no reason to stop.
    this.log.warn(`the stored calendar is not valid, the default is used: ${z.prettifyError(parsed.error)}`);
    return DEFAULT_DAYS;
  }
}
