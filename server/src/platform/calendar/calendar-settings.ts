import { z } from 'zod';
import { fromJalali, isIsoDate } from '../persian/index.js';

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

/** When the company works, as stored under the key `calendar` of the settings. */
export const calendarSettingsSchema = z.strictObject({
  /** Seven days from Saturday, each with its spans; `[]` is closed. Times are Tehran wall clock, `24:00` is the day's end. */
  week: z.array(day).length(7),
  /** Month 1..12 in which the fiscal year starts; 1 is Farvardin. */
  fiscalYearStartMonth: z.int().min(1).max(12),
  /** False for a company that works on the solar holidays. */
  observesSolarHolidays: z.boolean(),
  /** Lunar holidays of years after 1405 and closures by decree or by the company. */
  holidays: z
    .array(z.strictObject({ date: calendarDay, kind: z.enum(['lunar', 'one_off']), title: z.string().max(200) }))
    .max(5000),
  /** Known lunar holidays (1395-1405) on which the company works after all, or that were moved. */
  ignoredHolidays: z.array(calendarDay).max(1000),
  /** Days with hours of their own, whatever the weekday or holiday. */
  exceptions: z.array(z.strictObject({ date: calendarDay, hours: day })).max(5000),
});

/** When the company works; see `calendarSettingsSchema`. */
export type CalendarSettings = z.infer<typeof calendarSettingsSchema>;

const FULL_DAY = [{ from: '08:00', to: '16:00' }];

/** Saturday to Wednesday 08:00-16:00, Thursday 08:00-12:00, fiscal year from Farvardin. */
export const DEFAULT_CALENDAR: CalendarSettings = {
  week: [FULL_DAY, FULL_DAY, FULL_DAY, FULL_DAY, FULL_DAY, [{ from: '08:00', to: '12:00' }], []],
  fiscalYearStartMonth: 1,
  observesSolarHolidays: true,
  holidays: [],
  ignoredHolidays: [],
  exceptions: [],
};
