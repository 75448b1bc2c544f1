import { Injectable } from '@nestjs/common';
import { CalendarService, WEEK_KEYS } from '../calendar/calendar.service.js';
import { clock } from '../context/clock.js';
import { DataDoor } from '../database/data-door.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { type Fault, Problem } from '../errors/problem.js';
import { toAsciiDigits } from '../persian/index.js';
import { FieldFault } from '../records/field-fault.js';
import { FIELD_TYPES } from '../records/field-types.js';
import { type SettingDefinition, SETTINGS, type SettingValues } from './setting-definitions.js';

export interface CurrentSettings {
  /** Grows with each changed setting; the `ETag`. */
  readonly version: number;
  readonly values: SettingValues;
}

/** The settings of the company. */
@Injectable()
export class SettingsService {
  constructor(
    private readonly door: DataDoor,
    private readonly calendar: CalendarService,
  ) {}

  get(): Promise<CurrentSettings> {
    return this.door.read((uow) => this.current(uow));
  }

  /** The settings as this transaction sees them; what was never set has its default. */
  async current(uow: UnitOfWork): Promise<CurrentSettings> {
    const names = SETTINGS.map((setting) => setting.name);
    const rows = await uow.query<{ key: string; value: unknown; version: number }>(
      'select key, value, version from settings where key = any($1)',
      [names],
    );
    const stored = new Map(rows.map((row) => [row.key, row.value]));
    const values = Object.fromEntries(
      SETTINGS.map(({ name, default: fallback }) => [name, stored.has(name) ? stored.get(name) : fallback]),
    );
    return { version: rows.reduce((sum, row) => sum + row.version, 0), values: values as unknown as SettingValues };
  }

  /** Changes the named settings, all or none. @throws Problem 400 for unknown names and bad values, 412 */
  update(body: unknown, ifMatch?: number): Promise<CurrentSettings> {
    const wanted = readSettings(body);
    return this.door.write(async (uow) => {
      await uow.query(`select pg_advisory_xact_lock(hashtext('settings'))`);
      const before = await this.current(uow);
      if (ifMatch !== undefined && ifMatch !== before.version) throw Problem.stale(before);
      checkHours({ ...before.values, ...Object.fromEntries(wanted) } as SettingValues);
      for (const [name, value] of wanted) {
        if (value === before.values[name as keyof SettingValues]) continue;
        await uow.execute(
          `insert into settings as s (key, value, updated_at, updated_by) values ($1, $2, $3, $4)
           on conflict (key) do update set value = excluded.value, version = s.version + 1,
             updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
          [name, JSON.stringify(value), clock.now(), uow.principal.userId],
        );
      }
      // Reports count working days and fiscal years in SQL: they follow in the same transaction.
      if ([...wanted.keys()].some((name) => WEEK_KEYS.includes(name))) await this.calendar.refresh(uow);
      return this.current(uow);
    });
  }
}

/** @throws Problem 400 `body.invalid` with every fault */
function readSettings(body: unknown): Map<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw Problem.invalid('body.invalid', [{ path: '', code: 'body.notAnObject' }]);
  const faults: Fault[] = [];
  const values = new Map<string, unknown>();
  for (const [name, value] of Object.entries(body)) {
    const definition = SETTINGS.find((setting) => setting.name === name);
    if (!definition) {
      faults.push({ path: name, code: 'field.unknown' });
      continue;
    }
    try {
      values.set(name, readSetting(definition, value));
    } catch (error) {
      if (!(error instanceof FieldFault)) throw error;
      faults.push({ path: name, code: error.code, params: error.params });
    }
  }
  if (faults.length > 0) throw Problem.invalid('body.invalid', faults);
  return values;
}

function readSetting(definition: SettingDefinition, value: unknown): unknown {
  const { required, pattern, read } = definition;
  const given = pattern && typeof value === 'string' ? toAsciiDigits(value) : value;
  const parsed = given === null || given === '' ? null : FIELD_TYPES[definition.type].parse(given, definition);
  if (parsed === null && required) throw new FieldFault('field.required');
  if (pattern && !pattern.test(String(parsed))) throw new FieldFault('setting.notTime');
  if (!read || parsed === null) return parsed;
  const checked = read(String(parsed));
  if (!checked.ok) throw new FieldFault(checked.error);
  return checked.value;
}

function checkHours({ workStart, workEnd, thursdayEnd }: SettingValues): void {
  if (workStart >= workEnd) throw Problem.rule('record.rule', [{ path: 'workEnd', code: 'setting.hoursReversed' }]);
  if (workStart >= thursdayEnd)
    throw Problem.rule('record.rule', [{ path: 'thursdayEnd', code: 'setting.hoursReversed' }]);
}
