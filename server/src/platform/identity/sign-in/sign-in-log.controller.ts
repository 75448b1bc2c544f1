import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Policy } from '../../access/policy.js';
import { ApiProblems } from '../../http/api-problems.js';
import { type LogPage, type LogQuery, SignInLogReader, type SignInLogRow } from './sign-in-log-reader.js';
import { SIGN_IN_EVENTS } from './sign-in-log.js';

class SignInLogItem implements SignInLogRow {
  @ApiProperty({ example: '48213' })
  id!: string;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ enum: SIGN_IN_EVENTS })
  event!: string;

  @ApiProperty({ type: String, nullable: true, example: 'password' })
  method!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'wrongPassword' })
  reason!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  userId!: string | null;

  @ApiProperty({ example: 'sara.moradi', description: 'As it was typed when there is nobody of that name.' })
  username!: string;

  @ApiProperty({ type: String, nullable: true, example: 'سارا مرادی' })
  fullName!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'مدیر سامانه', description: 'Who did it to them.' })
  actorName!: string | null;

  @ApiProperty({ type: String, nullable: true, example: '192.168.1.20' })
  ip!: string | null;

  @ApiProperty({ type: String, nullable: true })
  userAgent!: string | null;
}

class SignInLogAnswer implements LogPage {
  @ApiProperty({ type: [SignInLogItem] })
  data!: SignInLogItem[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

/** What happened at the door, for administrators. */
@ApiTags('Sign-in')
@Controller('sign-in-log')
export class SignInLogController {
  constructor(private readonly log: SignInLogReader) {}

  @Get()
  @Policy({ setting: 'setting' })
  @ApiOperation({
    summary: 'List the sign-in log',
    description: 'Sign-ins, failures, locks, second steps, links and resets, the latest first.',
  })
  @ApiQuery({ name: 'q', required: false, description: 'Part of a user name, or the beginning of an address.' })
  @ApiQuery({ name: 'event', required: false, enum: SIGN_IN_EVENTS })
  @ApiQuery({ name: 'userId', required: false, schema: { type: 'string', format: 'uuid' } })
  @ApiQuery({ name: 'from', required: false, description: 'Instant, inclusive.' })
  @ApiQuery({ name: 'to', required: false, description: 'Instant, exclusive.' })
  @ApiQuery({ name: 'cursor', required: false, description: '`nextCursor` of the page before.' })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } })
  @ApiOkResponse({ type: SignInLogAnswer })
  @ApiProblems(400, 401, 403)
  list(@Query() query: LogQuery): Promise<LogPage> {
    return this.log.page(query);
  }
}
