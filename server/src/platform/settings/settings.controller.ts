import { Body, Controller, Get, Patch, Query, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiQuery,
  type ApiResponseOptions,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Policy } from '../access/policy.js';
import { OpenToViewers } from '../access/viewing.js';
import { ApiProblems } from '../http/api-problems.js';
import { IfMatch } from '../http/if-match.js';
import { SETTINGS } from './setting-definitions.js';
import { type SettingChanges, SettingsHistory } from './settings-history.js';
import { type CurrentSettings, SettingsService } from './settings.service.js';

type ApiResponseSchema = NonNullable<Extract<ApiResponseOptions, { schema: unknown }>['schema']>;

const VALUES = {
  type: 'object',
  additionalProperties: true,
  example: { companyName: 'بازرگانی آرمان', moneyUnit: 'IRT' },
} as const;
const ANSWER: ApiResponseSchema = {
  type: 'object',
  required: ['version', 'values', 'definitions'],
  properties: {
    version: { type: 'integer' },
    values: VALUES,
    definitions: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: true,
        example: { name: 'companyName', type: 'text', label: { fa: 'نام شرکت', en: 'Company name' }, required: true },
      },
    },
  },
};

const HISTORY: ApiResponseSchema = {
  type: 'object',
  required: ['data', 'nextCursor'],
  properties: {
    data: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'at', 'setting', 'before', 'after', 'actorId', 'actorName'],
        properties: {
          id: { type: 'string', example: '48213' },
          at: { type: 'string', format: 'date-time' },
          setting: { type: 'string', example: 'moneyUnit' },
          before: { description: 'Null when it was set for the first time.', example: 'IRR' },
          after: { example: 'IRT' },
          actorId: { type: ['string', 'null'] as unknown as 'string', format: 'uuid' },
          actorName: { type: ['string', 'null'] as unknown as 'string' },
        },
      },
    },
    nextCursor: { type: ['string', 'null'] as unknown as 'string' },
  },
};

const DEFINITIONS = SETTINGS.map(({ name, type, fa, en, group, required, choices, min, max, default: fallback }) => ({
  name,
  type,
  label: { fa, en },
  group,
  required: required ?? false,
  choices,
  min,
  max,
  default: fallback,
}));

/** The settings of the company. */
@ApiTags('Settings')
@Controller('settings')
export class SettingsController {
  constructor(
    private readonly settings: SettingsService,
    private readonly changes: SettingsHistory,
  ) {}

  @Get()
  @Policy('signedIn')
  @OpenToViewers()
  @ApiOperation({ summary: 'Get the settings', description: 'Values, and how to draw and check each of them.' })
  @ApiOkResponse({ schema: ANSWER })
  @ApiProblems(401)
  async get(@Res({ passthrough: true }) reply: FastifyReply) {
    return answer(await this.settings.get(), reply);
  }

  @Get('history')
  @Policy({ setting: 'setting' })
  @ApiOperation({
    summary: 'Get the history of the settings',
    description: 'Who changed which setting when, from which value to which, the latest first.',
  })
  @ApiQuery({ name: 'cursor', required: false, description: '`nextCursor` of the page before.' })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } })
  @ApiOkResponse({ schema: HISTORY })
  @ApiProblems(400, 401, 403)
  history(@Query('cursor') cursor?: unknown, @Query('limit') limit?: unknown): Promise<SettingChanges> {
    return this.changes.page(cursor, limit);
  }

  @Patch()
  @Policy({ setting: 'setting' })
  @ApiOperation({
    summary: 'Change settings',
    description: 'Only the named settings change. Every change is kept in the log of changes.',
  })
  @ApiHeader({ name: 'If-Match', required: false, description: 'The `ETag` that you read.' })
  @ApiBody({ schema: VALUES })
  @ApiOkResponse({ schema: ANSWER })
  @ApiProblems(400, 401, 403, 412, 422)
  async update(@Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply, @IfMatch() ifMatch?: number) {
    return answer(await this.settings.update(body, ifMatch), reply);
  }
}

function answer(settings: CurrentSettings, reply: FastifyReply) {
  void reply.header('etag', `"${settings.version}"`);
  return { ...settings, definitions: DEFINITIONS };
}
