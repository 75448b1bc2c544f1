import { Body, Controller, Get, HttpCode, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Policy } from '../access/policy.js';
import { OpenToViewers } from '../access/viewing.js';
import { type Fault, Problem } from '../errors/problem.js';
import { ApiProblems } from '../http/api-problems.js';
import { IfMatch } from '../http/if-match.js';
import { addDays, isIsoDate, workingMinutesOf } from '../persian/index.js';
import { CalendarService, type VersionedDays } from './calendar.service.js';
import { CHANGES, DAYS, HOLIDAY_FILE, STATE, WORKING_DAYS } from './calendar-schemas.js';
import { companyHolidays } from './company-calendar.js';
import { parseHolidayCsv } from './holiday-csv.js';
import { missingLunarYear } from './missing-lunar-year.js';

/** Days of one answer: a year and the weeks around it. */
const MOST_DAYS = 400;
/** Changed days that a preview names; it counts them all. */
const MOST_NAMED = 60;
const LARGEST_CSV = 200_000;

/** When the company works. */
@ApiTags('Settings')
@Controller()
export class WorkingCalendarController {
  constructor(private readonly calendar: CalendarService) {}

  @Get('working-days')
  @Policy('signedIn')
  @OpenToViewers()
  @ApiOperation({
    summary: 'Get working days',
    description: 'Working minutes and holidays of each day from `from` up to and with `to`, 400 days at most.',
  })
  @ApiQuery({ name: 'from', schema: { type: 'string', format: 'date', example: '2026-11-21' } })
  @ApiQuery({ name: 'to', schema: { type: 'string', format: 'date', example: '2026-12-21' } })
  @ApiOkResponse({ schema: WORKING_DAYS })
  @ApiProblems(400, 401)
  async days(@Query('from') from: unknown, @Query('to') to: unknown) {
    const [first, last] = readSpan(from, to);
    const [settings, working] = [await this.calendar.settings(), await this.calendar.working()];
    const holidays = companyHolidays(settings, first, last);
    const data = [];
    for (let date = first; date <= last; date = addDays(date, 1))
      data.push({
        date,
        minutes: workingMinutesOf(working, date),
        holidays: holidays.filter((holiday) => holiday.date === date).map(({ title }) => title),
      });
    return { data };
  }

  @Get('settings/calendar')
  @Policy({ setting: 'setting' })
  @ApiOperation({
    summary: 'Get the working calendar',
    description:
      'The days that differ from the usual week, whose hours are settings of their own (`GET /settings`). `missingLunarYear` is the Jalali year whose lunar holidays should be imported by now.',
  })
  @ApiOkResponse({ schema: STATE })
  @ApiProblems(401, 403)
  async get(@Res({ passthrough: true }) reply: FastifyReply) {
    return this.answer(await this.calendar.days(), reply);
  }

  @Patch('settings/calendar')
  @Policy({ setting: 'setting' })
  @ApiOperation({
    summary: 'Change the working calendar',
    description:
      'Each named list takes the place of the stored one. Working days, targets and reports of working time follow at once.',
  })
  @ApiHeader({ name: 'If-Match', required: false, description: 'The `ETag` that you read.' })
  @ApiBody({ schema: DAYS })
  @ApiOkResponse({ schema: STATE })
  @ApiProblems(400, 401, 403, 412)
  async change(@Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply, @IfMatch() ifMatch?: number) {
    return this.answer(await this.calendar.saveDays(body, ifMatch), reply);
  }

  @Post('settings/calendar/preview')
  @HttpCode(200)
  @Policy({ setting: 'setting' })
  @ApiOperation({
    summary: 'Preview a change of the working calendar',
    description:
      'How many days of the coming two years would have other working hours, and the first 60. Saves nothing.',
  })
  @ApiBody({ schema: DAYS })
  @ApiOkResponse({ schema: CHANGES })
  @ApiProblems(400, 401, 403)
  async preview(@Body() body: unknown) {
    const changes = await this.calendar.preview(body);
    return { count: changes.length, data: changes.slice(0, MOST_NAMED) };
  }

  @Post('settings/calendar/read-holidays')
  @HttpCode(200)
  @Policy({ setting: 'setting' })
  @ApiOperation({
    summary: 'Read a file of holidays',
    description:
      'Reads CSV with a date (Jalali or ISO) and a title on each line, as the lunar days of a coming year are published. Saves nothing: add the holidays with `PATCH /settings/calendar`. Each line that cannot be read has a fault with its number.',
  })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['csv'],
      properties: { csv: { type: 'string', maxLength: LARGEST_CSV, example: 'تاریخ,عنوان\n1406/01/14,عید فطر\n' } },
    },
  })
  @ApiOkResponse({ schema: HOLIDAY_FILE })
  @ApiProblems(400, 401, 403)
  read(@Body() body: unknown) {
    return parseHolidayCsv(readCsv(body));
  }

  private answer({ version, days }: VersionedDays, reply: FastifyReply) {
    void reply.header('etag', `"${version}"`);
    return { version, ...days, missingLunarYear: missingLunarYear(days, this.calendar.today()) };
  }
}

/** @throws Problem 400 `body.invalid` */
function readCsv(body: unknown): string {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw Problem.invalid('body.invalid', [{ path: '', code: 'body.notAnObject' }]);
  const { csv, ...others } = body as { csv?: unknown };
  const faults: Fault[] = Object.keys(others).map((path) => ({ path, code: 'field.unknown' }));
  if (typeof csv !== 'string') faults.push({ path: 'csv', code: 'field.notText' });
  else if (csv.length > LARGEST_CSV) faults.push({ path: 'csv', code: 'field.tooLong', params: { max: LARGEST_CSV } });
  if (faults.length > 0) throw Problem.invalid('body.invalid', faults);
  return csv as string;
}

/** @throws Problem 400 `query.invalid` */
function readSpan(from: unknown, to: unknown): [string, string] {
  const faults = Object.entries({ from, to }).flatMap(([path, value]) =>
    typeof value === 'string' && isIsoDate(value) ? [] : [{ path, code: 'date.format' }],
  );
  if (faults.length > 0) throw Problem.invalid('query.invalid', faults);
  const [first, last] = [from, to] as [string, string];
  if (last < first || last > addDays(first, MOST_DAYS - 1))
    throw Problem.invalid('query.invalid', [{ path: 'to', code: 'calendar.span', params: { max: MOST_DAYS } }]);
  return [first, last];
}
