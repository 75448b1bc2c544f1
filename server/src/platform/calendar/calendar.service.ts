import { Injectable, Logger } from '@nestjs/common';
import { z } from 'zod';
import { clock } from '../context/clock.js';
import { DataDoor } from '../database/data-door.js';
import { Problem } from '../errors/problem.js';
import { tehranDate, type WorkingCalendar } from '../persian/index.js';
import { type CalendarSettings, calendarSettingsSchema, DEFAULT_CALENDAR } from './calendar-settings.js';
import { companyCalendar } from './company-calendar.js';
import { refreshDimDate } from './dim-date.js';

const KEY = 'calendar';
/** Our own rules speak in codes; the schema library's in English sentences. */
const CODE = /^[a-z]\w*\.\w+$/i;
/** Another server process learns of a change after this time at the latest. */
const FRESH_MS = 30_000;

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
   * Checks and stores new settings and brings `dim_date` in step, in one transaction.
   * @throws Problem 400 `calendar.invalid` with a fault for each wrong place; 403 `access.denied` without the right to settings
   */
  async save(input: unknown): Promise<CalendarSettings> {
    const parsed = calendarSettingsSchema.safeParse(input);
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
        [KEY, JSON.stringify(parsed.data), uow.principal.userId],
      );
      await refreshDimDate(uow, parsed.data);
      uow.afterCommit(() => {
        this.loaded = undefined;
      });
    });
    return parsed.data;
  }

  private async load(): Promise<Loaded> {
    const now = clock.now().getTime();
    if (this.loaded && Math.abs(now - this.loaded.at) < FRESH_MS) return this.loaded;
    const row = await this.door.asSystem('calendar.read', (uow) =>
      uow.one<{ value: unknown }>('select value from settings where key = $1', [KEY]),
    );
    const settings = this.read(row?.value);
    this.loaded = { settings, calendar: companyCalendar(settings), at: now };
    return this.loaded;
  }

  private read(stored: unknown): CalendarSettings {
    if (stored === undefined) return DEFAULT_CALENDAR;
    const parsed = calendarSettingsSchema.safeParse(stored);
    if (parsed.success) return parsed.data;
    // Promises must go on being counted: a row that an older release wrote differently is no reason to stop.
    this.log.warn(`the stored calendar is not valid, the default is used: ${z.prettifyError(parsed.error)}`);
    return DEFAULT_CALENDAR;
  }
}
