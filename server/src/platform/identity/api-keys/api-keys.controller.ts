import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { Policy } from '../../access/policy.js';
import { ApiProblems } from '../../http/api-problems.js';
import { OneTimeAnswer } from '../../http/one-time-answer.js';
import { ApiKeyBody, ApiKeyList, NewApiKeyView, RotateBody } from './api-keys.dto.js';
import { ApiKeysService } from './api-keys.service.js';

@ApiTags('API keys')
@Controller('api-keys')
@Policy({ setting: 'apiKey' })
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Get()
  @ApiOperation({
    summary: 'List API keys',
    description: 'Living and revoked keys, newest first; never the keys themselves.',
  })
  @ApiOkResponse({ type: ApiKeyList })
  @ApiProblems(401, 403)
  async list(): Promise<ApiKeyList> {
    return { data: await this.keys.list() };
  }

  @Post()
  @OneTimeAnswer()
  @ApiOperation({
    summary: 'Make an API key',
    description:
      'For an active user of kind `integration`. The key is in this answer and nowhere else; only its hash is kept.',
  })
  @ApiCreatedResponse({ type: NewApiKeyView })
  @ApiProblems(400, 401, 403, 409, 422)
  create(@Body() body: ApiKeyBody): Promise<NewApiKeyView> {
    return this.keys.create(body);
  }

  @Post(':id/rotate')
  @HttpCode(200)
  @OneTimeAnswer()
  @ApiOperation({
    summary: 'Replace an API key',
    description:
      'Makes a key for the same user with the same name, scopes and addresses. The old one is good for `overlapHours` more, so that no caller is shut out meanwhile.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: NewApiKeyView })
  @ApiProblems(400, 401, 403, 404, 409, 422)
  rotate(@Param('id') id: string, @Body() body: RotateBody): Promise<NewApiKeyView> {
    return this.keys.rotate(id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke an API key', description: 'Acts on the next request of the key.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiNoContentResponse()
  @ApiProblems(401, 403, 404)
  revoke(@Param('id') id: string): Promise<void> {
    return this.keys.revoke(id);
  }
}
