import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsInt, IsObject, IsOptional, Max, Min } from 'class-validator';
import { Policy } from '../access/policy.js';
import { DataDoor } from '../database/data-door.js';
import { ApiProblems } from '../http/api-problems.js';
import { type KindSetting, NotificationSettings, type NotificationSettingsView } from './notification-settings.js';

/** What to change of one's wishes; what is not named stays. */
export class NotificationSettingsRequest {
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: {
      type: 'object',
      properties: { inApp: { type: 'boolean' }, email: { type: 'boolean' } },
    },
    example: { mentioned: { inApp: true, email: true }, noted: { inApp: false } },
    description: 'By kind; neither in the product nor by e-mail means not at all.',
  })
  @IsOptional()
  @IsObject()
  kinds?: Record<string, Partial<KindSetting>>;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: 23,
    nullable: true,
    example: 8,
    description: 'Hour of the day in Tehran for the daily summary by e-mail; null for none.',
  })
  @IsOptional()
  @IsInt({ message: 'notification.notHour' })
  @Min(0, { message: 'notification.notHour' })
  @Max(23, { message: 'notification.notHour' })
  digestHour?: number | null;
}

const ANSWER = {
  schema: {
    type: 'object',
    required: ['kinds', 'digestHour'],
    properties: {
      kinds: {
        type: 'array',
        items: {
          type: 'object',
          required: ['kind', 'group', 'inApp', 'email'],
          properties: {
            kind: { type: 'string', example: 'mentioned' },
            group: { type: 'string', enum: ['talk', 'work', 'jobs'] },
            inApp: { type: 'boolean' },
            email: { type: 'boolean' },
          },
        },
      },
      digestHour: { type: ['integer', 'null'], example: 8 },
    },
  },
};

/** How one is told. */
@ApiTags('Notifications')
@Controller('me/notification-settings')
export class NotificationSettingsController {
  constructor(
    private readonly door: DataDoor,
    private readonly settings: NotificationSettings,
  ) {}

  @Get()
  @Policy('signedIn')
  @ApiOperation({
    summary: 'Get own notification settings',
    description:
      'For each kind of news whether it is told in the product and by e-mail, and the hour of the daily summary.',
  })
  @ApiOkResponse(ANSWER)
  @ApiProblems(401)
  get(): Promise<NotificationSettingsView> {
    return this.door.read((uow) => this.settings.get(uow));
  }

  @Patch()
  @Policy('signedIn')
  @ApiOperation({
    summary: 'Change own notification settings',
    description: 'Changes the kinds that are named and leaves the others.',
  })
  @ApiOkResponse(ANSWER)
  @ApiProblems(400, 401)
  change(@Body() body: NotificationSettingsRequest): Promise<NotificationSettingsView> {
    return this.door.write((uow) => this.settings.change(uow, body));
  }
}
