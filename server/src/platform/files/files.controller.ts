import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Policy } from '../access/policy.js';
import { Idempotency } from '../http/idempotency.js';
import { KeyAfterUpload } from '../http/key-after-upload.js';
import { ApiProblems } from '../http/api-problems.js';
import { IfMatch } from '../http/if-match.js';
import type { RawListQuery } from '../records/list-query.js';
import type { ListPage } from '../records/record-reader.js';
import { RecordStore } from '../records/record-store.js';
import { recordTypes } from '../records/record-type.js';
import type { RecordView } from '../records/record-view.js';
import { attachment } from './content-disposition.js';
import { FileRecord } from './file.entity.js';
import { FileService } from './file.service.js';
import { readUpload } from './read-upload.js';

const file = { $ref: '#/components/schemas/File' };

/** Files of records. They come by upload, so there is neither a JSON create nor a bulk. */
@ApiTags('Files')
@Controller('files')
export class FilesController {
  private readonly type = recordTypes.of(FileRecord);

  constructor(
    private readonly store: RecordStore,
    private readonly files: FileService,
    private readonly idempotency: Idempotency,
  ) {}

  @Get()
  @Policy({ record: 'file', action: 'view' })
  @ApiOperation({
    summary: 'List files',
    description:
      'Files of records that you see; `filter={"field":"about","op":"eq","value":{"type":"account","id":"…"}}` gives those of one record.',
  })
  @ApiQuery({ name: 'q', required: false })
  @ApiQuery({ name: 'filter', required: false, description: 'JSON of the filter language, URL-encoded.' })
  @ApiQuery({ name: 'sort', required: false, example: '-createdAt' })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiQuery({ name: 'include', required: false })
  @ApiQuery({ name: 'count', required: false, enum: ['exact', 'estimate'] })
  @ApiQuery({ name: 'deleted', required: false, enum: ['true', 'false'] })
  @ApiOkResponse({ schema: { $ref: '#/components/schemas/FileList' } })
  @ApiProblems(400, 401, 403)
  list(@Query() query: RawListQuery): Promise<ListPage> {
    return this.store.list(this.type, query);
  }

  @Post()
  @KeyAfterUpload()
  @Policy({ record: 'file', action: 'create' })
  @ApiOperation({
    summary: 'Upload a file',
    description:
      'Up to 50 MB. The format is told from the content and must be an allowed one that fits the name: PDF, images, Office and OpenDocument, text, CSV, zip, sound, MP4.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['about', 'file'],
      properties: {
        about: {
          type: 'string',
          description: 'JSON: the record that it belongs to.',
          example: '{"type":"account","id":"0198a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b"}',
        },
        file: { type: 'string', format: 'binary' },
      },
    },
  })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiCreatedResponse({ schema: file })
  @ApiProblems(400, 401, 403, 409, 413, 415, 422, 507)
  async create(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<RecordView> {
    const { received, name, about } = await readUpload(request, (content) => this.files.receive(content));
    const content = JSON.stringify([received.sha256, name, about]);
    try {
      return await this.idempotency.once(request, reply, { content }, () => this.files.add(received, { name, about }));
    } finally {
      // Nothing is there any more when it was kept; a repeat leaves it behind.
      await this.files.store.discard(received);
    }
  }

  @Get(':id')
  @Policy({ record: 'file', action: 'view' })
  @ApiOperation({
    summary: 'Get one file',
    description: 'What is known of it; its content is at `/files/{id}/content`.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ schema: file })
  @ApiProblems(401, 403, 404)
  get(@Param('id') id: string, @Query('include') include?: string): Promise<RecordView> {
    return this.store.get(this.type, id, include);
  }

  @Get(':id/content')
  @Policy({ record: 'file', action: 'view' })
  @ApiOperation({ summary: 'Download a file', description: 'Always as an attachment.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } })
  @ApiProblems(401, 403, 404)
  async content(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    const { name, mediaType, size, stream } = await this.files.content(id);
    void reply.headers({
      'cache-control': 'private, no-store',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
    return new StreamableFile(stream, { type: mediaType, disposition: attachment(name), length: size });
  }

  @Patch(':id')
  @Policy({ record: 'file', action: 'edit' })
  @ApiOperation({ summary: 'Rename a file', description: 'The name can change; content and record can not.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiHeader({ name: 'If-Match', required: false, description: 'The `ETag` that you read.' })
  @ApiBody({ schema: { $ref: '#/components/schemas/FileUpdate' } })
  @ApiOkResponse({ schema: file })
  @ApiProblems(400, 401, 403, 404, 412, 422)
  update(@Param('id') id: string, @Body() body: unknown, @IfMatch() ifMatch?: number): Promise<RecordView> {
    return this.store.update(this.type, id, body, { ifMatch });
  }

  @Delete(':id')
  @HttpCode(204)
  @Policy({ record: 'file', action: 'delete' })
  @ApiOperation({
    summary: 'Remove a file',
    description: 'Puts it into the recycle bin; `restore` takes it out again.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiHeader({ name: 'If-Match', required: false, description: 'The `ETag` that you read.' })
  @ApiNoContentResponse()
  @ApiProblems(401, 403, 404, 412)
  remove(@Param('id') id: string, @IfMatch() ifMatch?: number): Promise<void> {
    return this.store.remove(this.type, id, { ifMatch });
  }

  @Post(':id/restore')
  @HttpCode(200)
  @Policy({ record: 'file', action: 'restore' })
  @ApiOperation({ summary: 'Restore a file', description: 'Takes it out of the recycle bin.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ schema: file })
  @ApiProblems(401, 403, 404)
  restore(@Param('id') id: string): Promise<RecordView> {
    return this.store.restore(this.type, id);
  }
}
