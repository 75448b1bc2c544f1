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
  ApiAcceptedResponse,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiProduces,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import type { MultipartFile, MultipartValue } from '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { currentPrincipal } from '../access/current-principal.js';
import { Policy } from '../access/policy.js';
import { keepContext } from '../context/keep-context.js';
import { currentLocale } from '../context/request-context.js';
import { DataDoor } from '../database/data-door.js';
import { Problem } from '../errors/problem.js';
import { takeTheRest, uploadProblem } from '../files/read-upload.js';
import { ApiProblems } from '../http/api-problems.js';
import { IfMatch } from '../http/if-match.js';
import { Idempotency } from '../http/idempotency.js';
import { KeyAfterUpload } from '../http/key-after-upload.js';
import { say } from '../i18n/messages.js';
import type { RawListQuery } from '../records/list-query.js';
import type { ListPage } from '../records/record-reader.js';
import { RecordStore } from '../records/record-store.js';
import { recordTypes } from '../records/record-type.js';
import { CSV_TYPE, csvStream, XLSX_TYPE, xlsxStream } from '../spreadsheets/sheet-writer.js';
import { Import } from './import.record.js';
import { errorColumns, errorRows } from './import-errors.js';
import { readImportRequest } from './import-mapping.js';
import type { ImportPreview } from './import-preview.js';
import { IMPORT_REQUEST, IMPORT_VIEW, PREVIEW } from './import-schemas.js';
import { ImportsService, type ImportView } from './imports.service.js';

interface ReceivedImport {
  readonly id: string;
  readonly size: number;
  readonly sha256: string;
  readonly name: string;
}

const MAY = (action: 'view' | 'create' | 'edit' | 'delete') => Policy({ record: 'import', action });

/** Brings files into the records of any type. */
@ApiTags('Imports')
@Controller('imports')
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly store: RecordStore,
    private readonly door: DataDoor,
    private readonly idempotency: Idempotency,
  ) {}

  @Get()
  @MAY('view')
  @ApiOperation({
    summary: 'List imports',
    description: 'The imports that you may see, with the parameters of every list.',
  })
  @ApiOkResponse({ schema: { $ref: '#/components/schemas/ImportList' } })
  @ApiProblems(400, 401, 403)
  list(@Query() query: RawListQuery): Promise<ListPage> {
    return this.store.list(recordTypes.of(Import), query);
  }

  @Get(':id')
  @MAY('view')
  @ApiOperation({
    summary: 'Get one import',
    description: 'How the file is read, and how far its run has come (`progress`).',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ schema: IMPORT_VIEW })
  @ApiProblems(401, 403, 404)
  get(@Param('id') id: string): Promise<ImportView> {
    return this.imports.get(id);
  }

  @Post()
  @KeyAfterUpload()
  @MAY('create')
  @ApiOperation({
    summary: 'Upload a file to import',
    description:
      'CSV (UTF-8, UTF-16 or Windows-1256) or XLSX. The file is read to its end; the answer has its columns, a sample and a suggested mapping. Nothing is written into records before `run`.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['recordType', 'file'],
      properties: { recordType: { type: 'string', example: 'contact' }, file: { type: 'string', format: 'binary' } },
    },
  })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiCreatedResponse({ schema: IMPORT_VIEW })
  @ApiProblems(400, 401, 403, 409, 413, 415, 422, 507)
  async upload(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<ImportView> {
    if (!request.isMultipart()) throw new Problem(415, 'body.mediaType');
    let recordType: string | undefined;
    let file: ReceivedImport | undefined;
    try {
      // The service's limit holds for the file; the fields are short.
      for await (const part of request.parts({
        limits: { fileSize: await this.imports.maxBytes(), fieldSize: 1_000, files: 1, fields: 20 },
      })) {
        if (part.type === 'file') file = await this.receive(part);
        else if (part.fieldname === 'recordType') recordType = String((part as MultipartValue).value);
        else throw Problem.invalid('body.invalid', [{ path: part.fieldname, code: 'field.unknown' }]);
      }
      if (file === undefined) throw Problem.invalid('body.invalid', [{ path: 'file', code: 'field.required' }]);
      if (recordType === undefined)
        throw Problem.invalid('body.invalid', [{ path: 'recordType', code: 'field.required' }]);
    } catch (error) {
      if (file) await this.imports.discard(file.id);
      takeTheRest(request);
      const cut = (error as { code?: unknown }).code === 'FST_REQ_FILE_TOO_LARGE';
      throw cut ? new Problem(413, 'import.tooLarge', { cause: error }) : uploadProblem(error);
    }
    return this.create(request, reply, file, recordType);
  }

  private async create(
    request: FastifyRequest,
    reply: FastifyReply,
    file: ReceivedImport,
    recordType: string,
  ): Promise<ImportView> {
    let made = false;
    try {
      const content = JSON.stringify([file.sha256, file.name, recordType]);
      return await this.idempotency.once(request, reply, { content }, () => {
        made = true;
        return this.imports.create(file, recordType);
      });
    } finally {
      // A repeat, or another request under the same key: the file is nobody's.
      if (!made) await this.imports.discard(file.id);
    }
  }

  private async receive(part: MultipartFile): Promise<ReceivedImport> {
    const kept = await this.imports.keep(part.file);
    if (!part.file.truncated) return { ...kept, name: part.filename };
    await this.imports.discard(kept.id);
    throw new Problem(413, 'import.tooLarge');
  }

  @Patch(':id')
  @MAY('edit')
  @ApiOperation({
    summary: 'Set up an import',
    description:
      'How columns become fields: `mapping` (by heading, with the order of days, the money unit, other words for what stands in the cells, and by what a link is found), `mode`, `keyFields`. `saveMappingAs` keeps it for the next file with this heading.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiHeader({ name: 'If-Match', required: false, description: 'The `ETag` that you read.' })
  @ApiBody({ schema: IMPORT_REQUEST })
  @ApiOkResponse({ schema: IMPORT_VIEW })
  @ApiProblems(400, 401, 403, 404, 409, 412, 422)
  update(@Param('id') id: string, @Body() body: unknown, @IfMatch() ifMatch?: number): Promise<ImportView> {
    return this.imports.update(id, readImportRequest(body), ifMatch);
  }

  @Post(':id/preview')
  @HttpCode(200)
  @MAY('edit')
  @ApiOperation({
    summary: 'Try an import',
    description:
      'Writes the first 500 rows for a trial, through the rules of the run, and takes them back: shows the first 20 as they would be, the faults of each cell, and names that were not found with what they could mean.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ schema: PREVIEW })
  @ApiProblems(401, 403, 404, 409, 422)
  preview(@Param('id') id: string): Promise<ImportPreview> {
    return this.imports.preview(id);
  }

  @Post(':id/run')
  @HttpCode(202)
  @ApiAcceptedResponse({ schema: { $ref: '#/components/schemas/Import' } })
  @MAY('edit')
  @ApiOperation({
    summary: 'Run an import',
    description:
      'Runs in the background with your rights; `progress` of the import tells how far it is. One that was stopped goes on where it was.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiProblems(401, 403, 404, 409, 422)
  run(@Param('id') id: string): Promise<ImportView> {
    return this.imports.run(id);
  }

  @Post(':id/cancel')
  @HttpCode(202)
  @ApiAcceptedResponse({ schema: { $ref: '#/components/schemas/Import' } })
  @MAY('edit')
  @ApiOperation({
    summary: 'Stop a running import',
    description: 'It stops after the rows in hand; what is written stays and can be undone.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiProblems(401, 403, 404, 409)
  cancel(@Param('id') id: string): Promise<ImportView> {
    return this.imports.cancel(id);
  }

  @Post(':id/undo')
  @HttpCode(202)
  @ApiAcceptedResponse({ schema: { $ref: '#/components/schemas/Import' } })
  @MAY('edit')
  @ApiOperation({
    summary: 'Undo an import',
    description:
      'In the background: records that it made go into the recycle bin, fields that it changed get their old values unless somebody has changed them since.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiProblems(401, 403, 404, 409)
  undo(@Param('id') id: string): Promise<ImportView> {
    return this.imports.undo(id);
  }

  @Get(':id/errors')
  @MAY('view')
  @ApiOperation({
    summary: 'Download the rows that failed',
    description:
      'As they stood in the file, with the line and the reasons in words, ready to be mended and imported again.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiQuery({ name: 'format', required: false, enum: ['csv', 'xlsx'] })
  @ApiProduces('text/csv', XLSX_TYPE)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiProblems(400, 401, 403, 404)
  async errors(@Param('id') id: string, @Query('format') format = 'csv'): Promise<StreamableFile> {
    if (format !== 'csv' && format !== 'xlsx')
      throw Problem.invalid('query.invalid', [
        { path: 'format', code: 'field.notAChoice', params: { choices: 'csv, xlsx' } },
      ]);
    // The file is nothing but columns and their cells.
    currentPrincipal().authorizeFields('import', ['columns', 'sample', 'recordType']);
    const job = await this.imports.job(id);
    const locale = currentLocale();
    const columns = errorColumns(job, locale);
    const rows = keepContext(errorRows(this.door, job, locale));
    const disposition = `attachment; filename="import-errors.${format}"`;
    if (format === 'csv') return new StreamableFile(csvStream(columns, rows), { type: CSV_TYPE, disposition });
    const sheet = { name: say(locale, 'imports.reasons'), rightToLeft: locale === 'fa', columns };
    return new StreamableFile(await xlsxStream(sheet, rows), { type: XLSX_TYPE, disposition });
  }

  @Delete(':id')
  @HttpCode(204)
  @MAY('delete')
  @ApiOperation({
    summary: 'Remove an import',
    description: 'Removes the import and its file. The records that it made stay.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiNoContentResponse()
  @ApiProblems(401, 403, 404, 409)
  remove(@Param('id') id: string): Promise<void> {
    return this.imports.remove(id);
  }
}
