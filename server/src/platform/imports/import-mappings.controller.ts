import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Query } from '@nestjs/common';
import { ApiBody, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Policy } from '../access/policy.js';
import { ApiProblems } from '../http/api-problems.js';
import type { RawListQuery } from '../records/list-query.js';
import type { ListPage } from '../records/record-reader.js';
import { RecordStore } from '../records/record-store.js';
import { recordTypes } from '../records/record-type.js';
import type { RecordView } from '../records/record-view.js';
import { ImportMapping } from './import-mapping.record.js';

/** Mappings that are kept for the next file with the same heading. `PATCH /imports/:id` makes them. */
@ApiTags('Imports')
@Controller('import-mappings')
export class ImportMappingsController {
  constructor(private readonly store: RecordStore) {}

  @Get()
  @Policy({ record: 'importMapping', action: 'view' })
  @ApiOperation({
    summary: 'List saved mappings',
    description: 'The mappings that you may see, with the parameters of every list.',
  })
  @ApiOkResponse({ schema: { $ref: '#/components/schemas/ImportMappingList' } })
  @ApiProblems(400, 401, 403)
  list(@Query() query: RawListQuery): Promise<ListPage> {
    return this.store.list(recordTypes.of(ImportMapping), query);
  }

  @Patch(':id')
  @Policy({ record: 'importMapping', action: 'edit' })
  @ApiOperation({ summary: 'Rename a saved mapping', description: 'Only its name and owner can be changed.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiBody({ schema: { $ref: '#/components/schemas/ImportMappingUpdate' } })
  @ApiOkResponse({ schema: { $ref: '#/components/schemas/ImportMapping' } })
  @ApiProblems(400, 401, 403, 404)
  update(@Param('id') id: string, @Body() body: unknown): Promise<RecordView> {
    return this.store.update(recordTypes.of(ImportMapping), id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Policy({ record: 'importMapping', action: 'delete' })
  @ApiOperation({ summary: 'Remove a saved mapping', description: 'Puts it into the recycle bin.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiNoContentResponse()
  @ApiProblems(401, 403, 404)
  remove(@Param('id') id: string): Promise<void> {
    return this.store.remove(recordTypes.of(ImportMapping), id);
  }
}
