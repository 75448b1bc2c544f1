import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsBoolean, IsOptional, IsUUID } from 'class-validator';
import { currentPrincipal } from '../access/current-principal.js';
import { Policy } from '../access/policy.js';
import { DataDoor } from '../database/data-door.js';
import { Problem } from '../errors/problem.js';
import { ApiProblems } from '../http/api-problems.js';
import { DEFAULT_LIMIT, MAX_LIMIT } from '../records/list-query.js';
import { isNotificationKind, NOTIFICATION_KINDS } from './notification-kinds.js';
import { type NotificationPage, NotificationService } from './notification.service.js';

/** Which notifications were read: some, or all. */
export class ReadRequest {
  @ApiPropertyOptional({ type: 'array', items: { type: 'string', format: 'uuid' }, maxItems: 200 })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(200)
  @IsUUID('all', { each: true, message: 'field.notId' })
  ids?: string[];

  @ApiPropertyOptional({ description: 'All of them, instead of naming some.' })
  @IsOptional()
  @IsBoolean()
  all?: boolean;
}

const item = {
  type: 'object',
  required: ['id', 'kind', 'params', 'createdAt', 'times'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    kind: { type: 'string', example: 'mentioned', description: 'Names the sentence; `params` fill it in.' },
    about: {
      type: ['object', 'null'],
      properties: { type: { type: 'string' }, id: { type: 'string', format: 'uuid' } },
    },
    params: { type: 'object', additionalProperties: true },
    createdAt: { type: 'string', format: 'date-time' },
    createdBy: { type: ['string', 'null'], format: 'uuid' },
    readAt: { type: ['string', 'null'], format: 'date-time' },
    times: { type: 'integer', description: 'How many equal ones it stands for.', example: 3 },
  },
};

function refuse(path: string, code: string, params?: Record<string, unknown>): never {
  throw Problem.invalid('query.invalid', [{ path, code, params }]);
}

/** What one is told. */
@ApiTags('Notifications')
@Controller('notifications')
export class NotificationsController {
  constructor(
    private readonly door: DataDoor,
    private readonly notifications: NotificationService,
  ) {}

  @Get()
  @Policy('signedIn')
  @ApiOperation({
    summary: 'List own notifications',
    description:
      'The latest first. One about a record is there as long as you see the record. Equal unread ones of a record are one that counts.',
  })
  @ApiQuery({ name: 'unread', required: false, enum: ['true', 'false'] })
  @ApiQuery({ name: 'kind', required: false, enum: NOTIFICATION_KINDS.map(({ kind }) => kind) })
  @ApiQuery({
    name: 'limit',
    required: false,
    schema: { type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT },
  })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({
    schema: {
      type: 'object',
      required: ['data', 'nextCursor'],
      properties: { data: { type: 'array', items: item }, nextCursor: { type: ['string', 'null'] } },
    },
  })
  @ApiProblems(400, 401)
  list(
    @Query('unread') unread?: unknown,
    @Query('kind') kind?: unknown,
    @Query('limit') limit?: unknown,
    @Query('cursor') cursor?: unknown,
  ): Promise<NotificationPage> {
    if (unread !== undefined && unread !== 'true' && unread !== 'false') refuse('unread', 'field.notBoolean');
    if (kind !== undefined && !isNotificationKind(kind)) refuse('kind', 'notification.kindUnknown');
    const rows = limit === undefined ? DEFAULT_LIMIT : Number(limit);
    if (!Number.isInteger(rows) || rows < 1 || rows > MAX_LIMIT)
      refuse('limit', 'limit.invalid', { min: 1, max: MAX_LIMIT });
    if (cursor !== undefined && typeof cursor !== 'string') refuse('cursor', 'cursor.invalid');
    currentPrincipal();
    return this.door.read((uow) =>
      this.notifications.list(uow, { unread: unread === 'true', kind, limit: rows, cursor }),
    );
  }

  @Get('count')
  @Policy('signedIn')
  @ApiOperation({ summary: 'Count own unread notifications', description: 'Up to 999.' })
  @ApiOkResponse({ schema: { type: 'object', required: ['unread'], properties: { unread: { type: 'integer' } } } })
  @ApiProblems(401)
  async count(): Promise<{ unread: number }> {
    return { unread: await this.door.read((uow) => this.notifications.unread(uow)) };
  }

  @Post('read')
  @HttpCode(200)
  @Policy('signedIn')
  @ApiOperation({
    summary: 'Mark notifications as read',
    description: 'Those of `ids`, or all of your own with `all`.',
  })
  @ApiOkResponse({
    schema: {
      type: 'object',
      required: ['read'],
      properties: { read: { type: 'integer', description: 'How many were unread until now.' } },
    },
  })
  @ApiProblems(400, 401)
  async read(@Body() body: ReadRequest): Promise<{ read: number }> {
    if ((body.ids === undefined) === (body.all !== true))
      throw Problem.invalid('body.invalid', [{ path: 'ids', code: 'notification.idsOrAll' }]);
    return { read: await this.door.write((uow) => this.notifications.markRead(uow, body.ids ?? 'all')) };
  }
}
