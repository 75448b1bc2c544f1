import type { ApiResponseOptions } from '@nestjs/swagger';

type Schema = NonNullable<Extract<ApiResponseOptions, { schema: unknown }>['schema']>;
type ObjectSchema = { type: 'object'; required?: string[]; properties: Record<string, Schema>; example?: unknown };

const date: Schema = { type: 'string', format: 'date', example: '2027-04-03' };
const time: Schema = { type: 'string', example: '08:00' };
const list = (items: Schema): Schema => ({ type: 'array', items });

function object(properties: Record<string, Schema>, required = Object.keys(properties)): ObjectSchema {
  return { type: 'object', required, properties };
}

const hours = object({ from: time, to: { ...time, example: '12:00' } });
const holiday = (kinds: string[]) =>
  object({
    date,
    kind: { type: 'string', enum: kinds },
    title: { type: 'string', maxLength: 200, example: 'عید فطر' },
  });

const days: Record<string, Schema> = {
  observesSolarHolidays: { type: 'boolean', description: 'False for a company that works on the solar holidays.' },
  holidays: { ...list(holiday(['lunar', 'one_off'])), description: 'Lunar holidays of later years, and closures.' },
  ignoredHolidays: { ...list(date), description: 'Announced holidays on which the company works after all.' },
  exceptions: {
    ...list(object({ date, hours: list(hours) })),
    description: 'Days with hours of their own, whatever the weekday or holiday; no hours closes the day.',
  },
};

/** Body of a change: the named parts. */
export const DAYS: ObjectSchema = {
  ...object(days, []),
  example: { exceptions: [{ date: '2027-01-08', hours: [{ from: '08:00', to: '12:00' }] }] },
};

/** The working calendar with its version. */
export const STATE: ObjectSchema = object({
  version: { type: 'integer' },
  ...days,
  missingLunarYear: { type: ['integer', 'null'] as unknown as 'integer', example: 1406 },
});

/** What a change would do, day by day. */
export const CHANGES: ObjectSchema = object({
  count: { type: 'integer' },
  data: list(
    object({
      date,
      before: { type: 'integer', description: 'Working minutes now.', example: 480 },
      after: { type: 'integer', description: 'Working minutes after the change.', example: 0 },
    }),
  ),
});

/** Holidays of a file. */
export const HOLIDAY_FILE: ObjectSchema = object({
  holidays: list(holiday(['lunar'])),
  faults: list(object({ line: { type: 'integer' }, code: { type: 'string', example: 'holidays.title' } })),
});

/** Working time day by day. */
export const WORKING_DAYS: ObjectSchema = object({
  data: list(
    object({
      date,
      minutes: { type: 'integer', description: 'Working minutes; 0 on a closed day.', example: 480 },
      holidays: list({ type: 'string', example: 'عید فطر' }),
    }),
  ),
});
