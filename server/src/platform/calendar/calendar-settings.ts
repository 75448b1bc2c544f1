import { z } from 'zod';
import { fromJalali, isIsoDate, type ThursdayRule } from '../persian/index.js';

const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, { error: 'calendar.time' });
const hours = z
  .strictObject({ from: clockTime, to: clockTime })
  .refine(({ from, to }) => from < to, { error: 'calendar.hoursOrder' });
const day = z
  .array(hours)
  .max(4)
  .refine((spans) => spans.every((span, index) => index === 0 || (spans[index - 1]?.to ?? '') <= span.from), {
    error: 'calendar.hoursOverlap',
  });
/** `dim_date` ends with 1450. */
const FIRST_DAY = fromJalali(1300, 1, 1);
const LAST_DAY = fromJalali(1450, 12, 29);
const calendarDay = z
  .string()
  .refine(isIsoDate, { error: 'date.format', abort: true })
  .refine((date) => date >= FIRST_DAY && date <= LAST_DAY, { error: 'calendar.outOfRange' });

/** The days that differ from the week, as stored under the key `calendar` of the settings. */
export const calendarDaysSchema = z.strictObject({
  /** False for a company that works on the solar holidays. */
  observesSolarHolidays: z.boolean(),
  /** Lunar holidays of years after 1405, and closures by decree or by the company. */
  holidays: z
    .array(z.strictObject({ date: calendarDay, kind: z.enum(['lunar', 'one_off']), title: z.string().min(1).max(200) }))
    .max(5000),
  /** Announced holidays (1395 to 1405) on which the company works after all, or that were moved. */
  ignoredHolidays: z.array(calendarDay).max(1000),
  /** Days with hours of their own, whatever the weekday or holiday; `[]` closes. Tehran wall clock, `24:00` is the end. */
  exceptions: z.array(z.strictObject({ date: calendarDay, hours: day })).max(5000),
});

/** The days that differ from the week; see `calendarDaysSchema`. */
export type CalendarDays = z.infer<typeof calendarDaysSchema>;

/** The usual week: settings of the company under their own keys. Times are Tehran wall clock, `HH:MM`. */
export interface WorkWeek {
  /** Jalali month 1..12 in which the fiscal year starts. */
  fiscalYearStartMonth: number;
  thursday: ThursdayRule;
  workStart: string;
  workEnd: string;
  /** End of a half Thursday. */
  thursdayEnd: string;
}

/** When the company works. */
export type CalendarSettings = WorkWeek & CalendarDays;

/** No day differs from the official calendar. */
export const DEFAULT_DAYS: CalendarDays = {
  observesSolarHolidays: true,
  holidays: [],
  ignoredHolidays: [],
  exceptions: [],
};

/** Saturday to Wednesday 08:00-16:00, Thursday 08:00-12:00, fiscal year from Farvardin. */
export const DEFAULT_WEEK: WorkWeek = {
  fiscalYearStartMonth: 1,
  thursday: 'half',
  workStart: '08:00',
  workEnd: '16:00',
  thursdayEnd: '12:00',
};
