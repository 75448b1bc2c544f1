import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import { Policy } from '../access/policy.js';
import { ApiProblems } from '../http/api-problems.js';
import { OneTimeAnswer } from '../http/one-time-answer.js';
import { DELIVERY_STATES, WebhookDeliveries } from './webhook-deliveries.js';
import {
  DeliveryList,
  DeliveryView,
  NewWebhookView,
  ReplayAnswer,
  ReplayBody,
  WebhookBody,
  WebhookList,
  WebhookPatch,
  WebhookView,
} from './webhooks.dto.js';
import { WebhooksService } from './webhooks.service.js';

@ApiTags('Webhooks')
@Controller('webhooks')
@Policy({ setting: 'apiKey' })
export class WebhooksController {
  constructor(
    private readonly webhooks: WebhooksService,
    private readonly deliveries: WebhookDeliveries,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List webhooks', description: 'The newest first; never their secrets.' })
  @ApiOkResponse({ type: WebhookList })
  @ApiProblems(401, 403)
  async list(): Promise<WebhookList> {
    return { data: await this.webhooks.list() };
  }

  @Post()
  @OneTimeAnswer()
  @ApiOperation({
    summary: 'Make a webhook',
    description:
      'It is told of what happens from now on, with the rights of an integration user. The secret is in this answer and nowhere else.',
  })
  @ApiCreatedResponse({ type: NewWebhookView })
  @ApiProblems(400, 401, 403, 409, 422)
  create(@Body() body: WebhookBody): Promise<NewWebhookView> {
    return this.webhooks.create(body);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read a webhook', description: 'Without its secret.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: WebhookView })
  @ApiProblems(401, 403, 404)
  get(@Param('id') id: string): Promise<WebhookView> {
    return this.webhooks.get(id);
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Change a webhook',
    description:
      'Switched off, nothing is sent any more. Switched on again, it goes on with the event where it stopped.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: WebhookView })
  @ApiProblems(400, 401, 403, 404, 422)
  update(@Param('id') id: string, @Body() patch: WebhookPatch): Promise<WebhookView> {
    return this.webhooks.update(id, patch);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a webhook', description: 'With its log; nothing is sent any more.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiNoContentResponse()
  @ApiProblems(401, 403, 404)
  remove(@Param('id') id: string): Promise<void> {
    return this.webhooks.remove(id);
  }

  @Post(':id/rotate')
  @HttpCode(200)
  @OneTimeAnswer()
  @ApiOperation({
    summary: 'Give a webhook a new secret',
    description: 'For 24 hours every message carries two signatures, of the new and of the old secret.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: NewWebhookView })
  @ApiProblems(401, 403, 404, 409)
  rotate(@Param('id') id: string): Promise<NewWebhookView> {
    return this.webhooks.rotate(id);
  }

  @Post(':id/test')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send a test', description: 'Sends `webhook.test` at once and answers what came back.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: DeliveryView })
  @ApiProblems(401, 403, 404, 409)
  test(@Param('id') id: string): Promise<DeliveryView> {
    return this.deliveries.test(id);
  }

  @Get(':id/deliveries')
  @ApiOperation({
    summary: 'List deliveries',
    description: 'What was sent and what waits, the latest first; 30 days are kept.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiQuery({ name: 'state', required: false, enum: DELIVERY_STATES })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', default: 50, maximum: 200 } })
  @ApiQuery({ name: 'cursor', required: false, description: '`nextCursor` of the page before.' })
  @ApiOkResponse({ type: DeliveryList })
  @ApiProblems(400, 401, 403, 404)
  log(
    @Param('id') id: string,
    @Query('state') state?: string,
    @Query('limit') limit?: string,
    @Query('cursor') cursor?: string,
  ): Promise<DeliveryList> {
    return this.deliveries.list(id, { state, limit, cursor });
  }

  @Post(':id/replay')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Send deliveries again',
    description: 'These, or all that were made from `from` on and before `to`; up to 10,000. Their ids stay the same.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: ReplayAnswer })
  @ApiProblems(400, 401, 403, 404, 409)
  async replay(@Param('id') id: string, @Body() body: ReplayBody): Promise<ReplayAnswer> {
    return { replayed: await this.deliveries.replay(id, body) };
  }
}
