import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { Policy } from '../../access/policy.js';
import { ApiProblems } from '../../http/api-problems.js';
import { IfMatch } from '../../http/if-match.js';
import { RecordStore } from '../../records/record-store.js';
import { recordTypes } from '../../records/record-type.js';
import type { RecordView } from '../../records/record-view.js';
import { CustomType } from './custom-type.js';

const ref = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });

/** Definitions of the company's own record types, beside the list of all types (`GET /record-types`). */
@ApiTags('Record types')
@Controller('record-types')
export class CustomTypesController {
  private readonly type = recordTypes.of(CustomType);

  constructor(private readonly store: RecordStore) {}

  @Get(':id')
  @Policy({ record: 'customType', action: 'view' })
  @ApiOperation({ summary: "Get the definition of a company's own type", description: 'Its version is the `ETag`.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ schema: ref('CustomType') })
  @ApiProblems(401, 403, 404)
  get(@Param('id') id: string): Promise<RecordView> {
    return this.store.get(this.type, id);
  }

  @Post()
  @Policy({ record: 'customType', action: 'create' })
  @ApiOperation({
    summary: 'Add a record type',
    description:
      'Makes a record type of the company with a table of its own. Its records have a name and tags; all else are custom fields, added with `POST /custom-fields`. It has its routes, rights, history, import, export and search at once. Needs the right to edit `customisation`.',
  })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiBody({ schema: ref('CustomTypeCreate') })
  @ApiCreatedResponse({ schema: ref('CustomType') })
  @ApiProblems(400, 401, 403, 409, 422)
  create(@Body() body: unknown): Promise<RecordView> {
    return this.store.create(this.type, body);
  }

  @Patch(':id')
  @Policy({ record: 'customType', action: 'edit' })
  @ApiOperation({
    summary: "Change the definition of a company's own type",
    description:
      'Words, icon, order and board; name, resource and visibility stay. With `If-Match` a stale one is refused.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiHeader({ name: 'If-Match', required: false, description: 'The `ETag` that you read.' })
  @ApiBody({ schema: ref('CustomTypeUpdate') })
  @ApiOkResponse({ schema: ref('CustomType') })
  @ApiProblems(400, 401, 403, 404, 409, 412, 422)
  update(@Param('id') id: string, @Body() body: unknown, @IfMatch() ifMatch?: number): Promise<RecordView> {
    return this.store.update(this.type, id, body, { ifMatch });
  }

  @Delete(':id')
  @HttpCode(204)
  @Policy({ record: 'customType', action: 'delete' })
  @ApiOperation({
    summary: "Remove a company's own type",
    description:
      'It disappears with its records at once; `restore` brings both back within 30 days, then they are gone for good. Refused while fields of other types link to it.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiHeader({ name: 'If-Match', required: false, description: 'The `ETag` that you read.' })
  @ApiNoContentResponse()
  @ApiProblems(401, 403, 404, 412, 422)
  remove(@Param('id') id: string, @IfMatch() ifMatch?: number): Promise<void> {
    return this.store.remove(this.type, id, { ifMatch });
  }

  @Post(':id/restore')
  @HttpCode(200)
  @Policy({ record: 'customType', action: 'restore' })
  @ApiOperation({ summary: "Restore a company's own type", description: 'It comes back with its records.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ schema: ref('CustomType') })
  @ApiProblems(401, 403, 404, 409, 422)
  restore(@Param('id') id: string): Promise<RecordView> {
    return this.store.restore(this.type, id);
  }
}
