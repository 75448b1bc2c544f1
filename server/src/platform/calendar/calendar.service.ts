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
import { type DayChange, dayChanges } from './day-changes.js';
import { refreshDimDate } from './dim-date.js';

const DAYS_KEY = 'calendar';
/** Settings under their own keys that the calendar depends on. */
export const WEEK_KEYS: readonly string[] = Object.keys(DEFAULT_WEEK);
/** Another server process learns of a change after this time at the latest. */
const FRESH_MS = 30_000;
/** Our own rules speak in codes; the schema library's in English sentences. */
const CODE = /^[a-z]\w*\.\w+$/i;

/** The days that differ from the week, with the version that their `ETag` is. */
export interface VersionedDays {
  readonly version: number;
  readonly days: CalendarDays;
}

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

  /** The days that differ from the week, for whoever may change settings. */
  days(): Promise<VersionedDays> {
    return this.door.read((uow) => this.storedDays(uow));
  }

  /**
   * Checks and stores the named parts of the days that differ from the week and brings `dim_date` in step, in one
   * transaction.
   * @throws Problem 400 `calendar.invalid` with a fault for each wrong place; 403 `access.denied` without the right to
   *   settings; 412 when `ifMatch` is not the version in force
   */
  saveDays(input: unknown, ifMatch?: number): Promise<VersionedDays> {
    return this.door.write(async (uow) => {
      uow.principal.authorize('setting', 'edit');
      await uow.query('select pg_advisory_xact_lock(hashtext($1))', [`settings/${DAYS_KEY}`]);
      const before = await this.storedDays(uow);
      if (ifMatch !== undefined && ifMatch !== before.version) throw Problem.stale(before);
      const days = readDays(input, before.days);
      await uow.execute(
        `insert into settings (key, value, updated_at, updated_by) values ($1, $2, $3, $4)
         on conflict (key) do update set value = excluded.value, version = settings.version + 1,
           updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
        [DAYS_KEY, JSON.stringify(days), clock.now(), uow.principal.userId],
      );
      await this.refresh(uow);
      return this.storedDays(uow);
    });
  }

  /** What saving the same input would change from today on; saves nothing. @throws Problem 400 as `saveDays` */
  async preview(input: unknown): Promise<DayChange[]> {
    const before = await this.door.read((uow) => this.read(uow));
    return dayChanges(before, { ...before, ...readDays(input, before) }, this.today());
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

  private async storedDays(uow: UnitOfWork): Promise<VersionedDays> {
    const row = await uow.one<{ value: unknown; version: number }>(
      'select value, version from settings where key = $1',
      [DAYS_KEY],
    );
    return { version: row?.version ?? 0, days: this.readStored(row?.value) };
  }

  private async read(uow: UnitOfWork): Promise<CalendarSettings> {
    const rows = await uow.query<{ key: string; value: unknown }>(
      'select key, value from settings where key = any($1)',
      [[DAYS_KEY, ...WEEK_KEYS]],
    );
    const stored = Object.fromEntries(rows.map(({ key, value }) => [key, value]));
    const { [DAYS_KEY]: days, ...week } = stored;
    return { ...DEFAULT_WEEK, ...(week as Partial<WorkWeek>), ...this.readStored(days) };
  }

  private readStored(stored: unknown): CalendarDays {
    if (stored === undefined) return DEFAULT_DAYS;
    const parsed = calendarDaysSchema.safeParse(stored);
    if (parsed.success) return parsed.data;
    // Promises must go on being counted: a row that another release wrote differently is no reason to stop.
    this.log.warn(`the stored calendar is not valid, the default is used: ${z.prettifyError(parsed.error)}`);
    return DEFAULT_DAYS;
  }
}

const DAY_NAMES = Object.keys(DEFAULT_DAYS) as (keyof CalendarDays)[];

/** The days with the named parts of the input in place of what was. @throws Problem 400 `calendar.invalid` */
function readDays(input: unknown, before: CalendarDays): CalendarDays {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw Problem.invalid('calendar.invalid', [{ path: '', code: 'body.notAnObject' }]);
  const kept = Object.fromEntries(DAY_NAMES.map((name) => [name, before[name]]));
  const parsed = calendarDaysSchema.safeParse({ ...kept, ...input });
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), code: 'field.unknown' }))
      : [{ path: issue.path.join('.'), code: CODE.test(issue.message) ? issue.message : 'calendar.value' }],
  );
  throw Problem.invalid('calendar.invalid', faults);
}
