import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { currentPrincipal } from '../../access/current-principal.js';
import { Policy } from '../../access/policy.js';
import { OpenToViewers } from '../../access/viewing.js';
import { ApiProblems } from '../../http/api-problems.js';
import { MeService, type MeView } from './me.service.js';

const MAP = { type: 'object', additionalProperties: true } as const;

/** Who am I, and what may I. */
@ApiTags('Me')
@Controller('me')
export class MeController {
  constructor(private readonly me: MeService) {}

  @Get()
  @Policy('signedIn')
  @OpenToViewers()
  @ApiOperation({
    summary: 'Get the signed-in user',
    description:
      'The user, their roles, the widest scope by record type and action, field limits, and the settings that screens need.',
  })
  @ApiOkResponse({
    schema: {
      type: 'object',
      required: ['user', 'roles', 'permissions', 'fields', 'settings'],
      properties: {
        user: {
          ...MAP,
          example: { id: '0199c0de-0000-7000-8000-000000000003', username: 'sara.moradi', fullName: 'سارا مرادی' },
        },
        roles: {
          type: 'array',
          items: { ...MAP, example: { id: '0199c0de-0000-7000-8000-00000000000b', name: 'کارشناس فروش' } },
        },
        permissions: { ...MAP, example: { account: { view: 'branchAndBelow', create: 'own' } } },
        fields: { ...MAP, example: { contact: { mobile: 'hidden' } } },
        viewedBy: {
          type: ['object', 'null'],
          description: 'Who looks as this user (`POST /access/view-as`); null for themselves.',
          properties: { userId: { type: 'string', format: 'uuid' }, fullName: { type: 'string' } },
        },
        settings: { ...MAP, example: { moneyUnit: 'IRT' } },
      },
    },
  })
  @ApiProblems(401)
  get(): Promise<MeView> {
    return this.me.get(currentPrincipal());
  }
}
