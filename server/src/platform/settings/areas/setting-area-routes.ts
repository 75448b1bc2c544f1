import { Body, Get, Patch, Res, type Type } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Policy } from '../../access/policy.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { ApiProblems } from '../../http/api-problems.js';
import { IfMatch } from '../../http/if-match.js';
import type { SettingArea } from './setting-area.js';
import { type AreaView, SettingAreas } from './setting-areas.service.js';

/** The two routes of an area, as a controller to extend. */
export interface AreaRoutes<T extends object> {
  readonly areas: SettingAreas;
  get(reply: FastifyReply): Promise<AreaView>;
  change(body: unknown, reply: FastifyReply, ifMatch?: number): Promise<AreaView>;
  /** Refuses a state that its values alone don't forbid; the default takes everything. */
  check(uow: UnitOfWork, values: T): Promise<void>;
}

/**
 * `GET` and `PATCH` of an area, for whoever may change settings:
 * `@Controller('settings/mail') class MailSettingsController extends SettingAreaRoutes(MAIL_SETTINGS) {}`
 */
export function SettingAreaRoutes<T extends object, S extends string>(area: SettingArea<T, S>): Type<AreaRoutes<T>> {
  const secrets = Object.fromEntries(area.secrets.map((name) => [name, true]));
  const example = { version: 3, values: area.example, secrets };
  const answer = {
    type: 'object' as const,
    required: ['version', 'values', 'secrets'],
    properties: {
      version: { type: 'integer' as const },
      values: { type: 'object' as const, additionalProperties: true },
      secrets: { type: 'object' as const, additionalProperties: { type: 'boolean' as const } },
    },
    example,
  };

  @ApiTags(area.title.tag)
  abstract class Routes implements AreaRoutes<T> {
    constructor(readonly areas: SettingAreas) {}

    @Get()
    @Policy({ setting: 'setting' })
    @ApiOperation({
      summary: `Get ${area.title.one}`,
      description: 'Values, and which secrets are set. A secret itself is never answered.',
    })
    @ApiOkResponse({ schema: answer })
    @ApiProblems(401, 403)
    async get(@Res({ passthrough: true }) reply: FastifyReply): Promise<AreaView> {
      return tagged(await this.areas.view(area), reply);
    }

    @Patch()
    @Policy({ setting: 'setting' })
    @ApiOperation({
      summary: `Change ${area.title.one}`,
      description: 'Only the named values and secrets change; null takes a secret away.',
    })
    @ApiHeader({ name: 'If-Match', required: false, description: 'The `ETag` that you read.' })
    @ApiBody({ schema: { type: 'object', additionalProperties: true, example: area.example } })
    @ApiOkResponse({ schema: answer })
    @ApiProblems(400, 401, 403, 412, 422)
    async change(
      @Body() body: unknown,
      @Res({ passthrough: true }) reply: FastifyReply,
      @IfMatch() ifMatch?: number,
    ): Promise<AreaView> {
      const changed = await this.areas.change(area, body, ifMatch, (uow, values) => this.check(uow, values));
      return tagged(changed, reply);
    }

    async check(_uow: UnitOfWork, _values: T): Promise<void> {}
  }
  return Routes as unknown as Type<AreaRoutes<T>>;
}

function tagged(view: AreaView, reply: FastifyReply): AreaView {
  void reply.header('etag', `"${view.version}"`);
  return view;
}
