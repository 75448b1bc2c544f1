import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiPropertyOptional,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsOptional, IsUUID } from 'class-validator';
import { Policy } from '../../platform/access/policy.js';
import { Problem } from '../../platform/errors/problem.js';
import { ApiProblems } from '../../platform/http/api-problems.js';
import { Conversations, type ConversationView } from './conversations.js';
import { type FoundMessage, MessageSearch } from './message-search.js';

/** With whom to talk: either the people or a team. */
export class OpenConversationRequest {
  @ApiPropertyOptional({ type: 'array', items: { type: 'string', format: 'uuid' }, maxItems: 20 })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(20)
  @IsUUID('all', { each: true, message: 'field.notId' })
  userIds?: string[];

  @ApiPropertyOptional({ format: 'uuid', description: 'A team that you belong to, instead of people.' })
  @IsOptional()
  @IsUUID('all', { message: 'field.notId' })
  teamId?: string;
}

const view = {
  type: 'object',
  required: ['id', 'kind', 'title', 'memberIds', 'lastAt', 'lastText', 'unread'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    kind: { type: 'string', enum: ['direct', 'team'] },
    teamId: { type: ['string', 'null'], format: 'uuid' },
    title: { type: 'string', example: 'سارا مرادی' },
    memberIds: { type: 'array', items: { type: 'string', format: 'uuid' } },
    lastAt: { type: 'string', format: 'date-time' },
    lastText: { type: ['string', 'null'], example: 'جلسه به ساعت ده افتاد.' },
    lastBy: { type: ['string', 'null'], format: 'uuid' },
    unread: { type: 'integer', description: 'Messages of others since you last read, up to 50.', example: 2 },
  },
};

const message = {
  type: 'object',
  required: ['id', 'conversationId', 'body', 'createdAt'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    conversationId: { type: 'string', format: 'uuid' },
    body: { type: 'string', example: 'جلسه به ساعت ده افتاد.' },
    createdAt: { type: 'string', format: 'date-time' },
    createdBy: { type: ['string', 'null'], format: 'uuid' },
  },
};

/** Where people talk. Messages are notes about the conversation: `POST /notes` writes and `/comments` reads them. */
@ApiTags('Conversations')
@Controller('conversations')
export class ConversationsController {
  constructor(
    private readonly conversations: Conversations,
    private readonly search: MessageSearch,
  ) {}

  @Get()
  @Policy('signedIn')
  @ApiOperation({
    summary: 'List own conversations',
    description:
      'Those that you are a member of, the latest word first, up to 200. Administrators see no others either.',
  })
  @ApiOkResponse({
    schema: { type: 'object', required: ['data'], properties: { data: { type: 'array', items: view } } },
  })
  @ApiProblems(401, 403)
  async list(): Promise<{ data: ConversationView[] }> {
    return { data: await this.conversations.list() };
  }

  @Post()
  @HttpCode(200)
  @Policy('signedIn')
  @ApiOperation({
    summary: 'Open a conversation',
    description: 'With people, or of a team of yours. The same people always have the same conversation.',
  })
  @ApiOkResponse({ schema: view })
  @ApiProblems(400, 401, 403, 404, 422)
  open(@Body() body: OpenConversationRequest): Promise<ConversationView> {
    return this.conversations.open(body);
  }

  @Get('count')
  @Policy('signedIn')
  @ApiOperation({ summary: 'Count conversations with unread messages', description: 'Of your own conversations.' })
  @ApiOkResponse({ schema: { type: 'object', required: ['unread'], properties: { unread: { type: 'integer' } } } })
  @ApiProblems(401)
  async count(): Promise<{ unread: number }> {
    return { unread: await this.conversations.unread() };
  }

  @Get('messages')
  @Policy('signedIn')
  @ApiOperation({
    summary: 'Search own messages',
    description: 'Messages of your conversations that have all the words, the latest first, up to 50.',
  })
  @ApiQuery({ name: 'q', required: true, example: 'جلسه' })
  @ApiOkResponse({
    schema: { type: 'object', required: ['data'], properties: { data: { type: 'array', items: message } } },
  })
  @ApiProblems(400, 401, 403)
  async messages(@Query('q') q?: unknown): Promise<{ data: FoundMessage[] }> {
    if (typeof q !== 'string' || q.trim() === '' || q.length > 200)
      throw Problem.invalid('query.invalid', [{ path: 'q', code: 'field.required' }]);
    return { data: await this.search.find(q) };
  }

  @Post(':id/read')
  @HttpCode(204)
  @Policy('signedIn')
  @ApiOperation({ summary: 'Mark a conversation as read', description: 'Everything said in it until now.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiNoContentResponse()
  @ApiProblems(401, 403, 404)
  async read(@Param('id') id: string): Promise<void> {
    await this.conversations.markRead(id);
  }
}
