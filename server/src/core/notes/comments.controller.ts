import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProperty, ApiQuery, ApiTags } from '@nestjs/swagger';
import { IsBoolean, IsIn } from 'class-validator';
import { Policy } from '../../platform/access/policy.js';
import { Problem } from '../../platform/errors/problem.js';
import { ApiProblems } from '../../platform/http/api-problems.js';
import { readPage } from '../../platform/http/page-query.js';
import { commentPageSchema, mentionableSchema, reactionsSchema } from './comment-schemas.js';
import { type CommentPage, Comments } from './comments.js';
import { type Mentionable, Mentionables } from './mentionable.js';
import { type Reaction, REACTIONS, type ReactionSummary, Reactions } from './reactions.js';

/** A sign under a note, given or taken back. */
export class ReactRequest {
  @ApiProperty({ enum: REACTIONS, example: 'agree' })
  @IsIn(REACTIONS)
  reaction!: Reaction;

  @ApiProperty({ description: 'False takes it back.', example: true })
  @IsBoolean()
  on!: boolean;
}

@ApiTags('Comments')
@ApiParam({ name: 'resource', description: 'Resource of any record type, or `conversations`.', example: 'accounts' })
@ApiParam({ name: 'id', format: 'uuid' })
@Controller(':resource/:id')
export class CommentsController {
  constructor(
    private readonly comments: Comments,
    private readonly mentionables: Mentionables,
  ) {}

  @Get('comments')
  @Policy('signedIn')
  @ApiOperation({
    summary: 'Read the comments of a record',
    description:
      'Its notes, the latest first, each with its answers, signs and attachments. Write one with `POST /notes`, an answer with `replyToId`.',
  })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 100, default: 50 } })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ schema: commentPageSchema })
  @ApiProblems(400, 401, 403, 404)
  page(
    @Param('resource') resource: string,
    @Param('id') id: string,
    @Query('limit') limit?: unknown,
    @Query('cursor') cursor?: unknown,
  ): Promise<CommentPage> {
    const page = readPage(limit, cursor, 100);
    return this.comments.page(resource, id, page.limit, page.cursor);
  }

  @Get('mentionable')
  @Policy('signedIn')
  @ApiOperation({
    summary: 'Find whom a note may name',
    description:
      'Colleagues and teams that you see, and whether they may see the record; whoever may not cannot be named.',
  })
  @ApiQuery({ name: 'q', required: false, description: 'Part of the name.', example: 'سارا' })
  @ApiOkResponse({ schema: mentionableSchema })
  @ApiProblems(400, 401, 403, 404)
  async mentionable(
    @Param('resource') resource: string,
    @Param('id') id: string,
    @Query('q') q?: unknown,
  ): Promise<{ data: Mentionable[] }> {
    if (q !== undefined && (typeof q !== 'string' || q.length > 200))
      throw Problem.invalid('query.invalid', [{ path: 'q', code: 'field.tooLong', params: { max: 200 } }]);
    return { data: await this.mentionables.find(resource, id, q || undefined) };
  }
}

@ApiTags('Comments')
@Controller('notes/:id/react')
export class ReactionsController {
  constructor(private readonly reactions: Reactions) {}

  @Post()
  @HttpCode(200)
  @Policy('signedIn')
  @ApiOperation({
    summary: 'Give a note a sign',
    description: 'Gives one of the signs or takes it back; once is enough. Answers all signs of the note.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ schema: reactionsSchema })
  @ApiProblems(400, 401, 403, 404)
  async react(@Param('id') id: string, @Body() body: ReactRequest): Promise<{ data: ReactionSummary[] }> {
    return { data: await this.reactions.react(id, body.reaction, body.on) };
  }
}
