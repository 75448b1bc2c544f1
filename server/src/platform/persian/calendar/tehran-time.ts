import { type IsoDate, toEpochDay } from './iso-date.js';

/** The zone of every local time in the product; its rules come from the runtime's tzdata. */
export const TEHRAN = 'Asia/Tehran';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A wall-clock reading: Gregorian day, minute of the day 0..1439, seconds, and the offset from UTC in minutes. */
export interface LocalTime {
  date: IsoDate;
  minuteOfDay: number;
  second: number;
  offsetMinutes: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

function toDate(instant: Date | string | number): Date {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) throw new RangeError(`not an instant: ${String(instant)}`);
  return date;
}

/** Offsets have changed only on the quarter since 1970, so one reading of the formatter tells it for the quarter. */
const QUARTER_MS = 15 * MINUTE_MS;
const LAST_MS = Date.UTC(2100, 0);
const MOST_OFFSETS = 4_096;
const offsets = new Map<number, number>();

function tehranOffset(ms: number): number {
  const quarter = Math.floor(ms / QUARTER_MS);
  let offset = offsets.get(quarter);
  if (offset === undefined) {
    if (offsets.size >= MOST_OFFSETS) offsets.clear();
    offset = readClock(new Date(ms), TEHRAN).offsetMinutes;
    offsets.set(quarter, offset);
  }
  return offset;
}

/** The wall clock in Tehran at an instant. @throws RangeError when `instant` is no instant */
export function toTehran(instant: Date | string | number, timeZone = TEHRAN): LocalTime {
  const date = toDate(instant);
  const ms = date.getTime();
  if (timeZone !== TEHRAN || ms < 0 || ms > LAST_MS) return readClock(date, timeZone);
  const offsetMinutes = tehranOffset(ms);
  const wall = new Date(ms + offsetMinutes * MINUTE_MS);
  const minuteOfDay = wall.getUTCHours() * 60 + wall.getUTCMinutes();
  return { date: wall.toISOString().slice(0, 10), minuteOfDay, second: wall.getUTCSeconds(), offsetMinutes };
}

/** What the formatter says, which takes some ten microseconds. */
function readClock(date: Date, timeZone: string): LocalTime {
  const part: Record<string, string> = {};
  for (const { type, value } of formatterOf(timeZone).formatToParts(date)) part[type] = value;
  const iso = `${part.year?.padStart(4, '0')}-${part.month}-${part.day}`;
  const minuteOfDay = Number(part.hour) * 60 + Number(part.minute);
  const second = Number(part.second);
  const wallMs = toEpochDay(iso) * DAY_MS + minuteOfDay * MINUTE_MS + second * 1000;
  const offsetMinutes = Math.round((wallMs - Math.floor(date.getTime() / 1000) * 1000) / MINUTE_MS);
  return { date: iso, minuteOfDay, second, offsetMinutes };
}

/** The day in Tehran at an instant. */
export function tehranDate(instant: Date | string | number): IsoDate {
  return toTehran(instant).date;
}

/** ISO 8601 with the offset of that moment: `2021-06-15T16:30:00+04:30`. */
export function toTehranIso(instant: Date | string | number): string {
  const { date, minuteOfDay, second, offsetMinutes } = toTehran(instant);
  const two = (value: number) => String(value).padStart(2, '0');
  const ahead = Math.abs(offsetMinutes);
  const offset = `${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
  return `${date}T${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}:${two(second)}${offset}`;
}

/**
 * The instant of a Tehran wall clock. A time that clocks skipped in spring is moved forward by the gap; of a time that came
 * twice in autumn the first is taken. `minuteOfDay` may be 1440: the end of the day.
 */
export function fromTehran(date: IsoDate, minuteOfDay = 0, timeZone = TEHRAN): Date {
  const wall = toEpochDay(date) * DAY_MS + minuteOfDay * MINUTE_MS;
  const before = toTehran(wall - DAY_MS, timeZone).offsetMinutes;
  const early = wall - before * MINUTE_MS;
  if (toTehran(early, timeZone).offsetMinutes === before) return new Date(early);
  const after = toTehran(wall + DAY_MS, timeZone).offsetMinutes;
  const late = wall - after * MINUTE_MS;
  // In a gap neither offset fits; the earlier one lands after it, as a clock that was not changed would.
  return new Date(toTehran(late, timeZone).offsetMinutes === after ? late : early);
}

/** First instant of a Tehran day and the first instant after it, for half-open ranges over `timestamptz` columns. */
export function tehranDayBounds(date: IsoDate): { from: Date; before: Date } {
  return { from: fromTehran(date, 0), before: fromTehran(date, 1440) };
}
