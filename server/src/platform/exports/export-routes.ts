import { Controller, Get, Inject, Query, StreamableFile, type Type } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiQuery } from '@nestjs/swagger';
import { ApiProblems } from '../http/api-problems.js';
import { Resource, type RouteSubject } from '../records/route-subject.js';
import { XLSX_TYPE } from '../spreadsheets/sheet-writer.js';
import type { RawExportQuery } from './export-request.js';
import { ExportsService } from './exports.service.js';

/** `GET /<resource>/export` of the records of a subject. */
export function exportController(subject: RouteSubject): Type {
  const { many } = subject;

  @subject.document()
  @Controller(subject.path)
  class ExportController {
    constructor(@Inject(ExportsService) private readonly exports: ExportsService) {}

    @Get('export')
    @subject.policy('export')
    @ApiOperation({
      summary: `Export ${many}`,
      description: `The ${many} of a list as a file, all pages of it. Fields hidden from you are never in it, texts can't act as formulas, and the log of exports notes who took it.`,
    })
    @ApiQuery({
      name: 'format',
      required: false,
      enum: ['csv', 'xlsx'],
      description: 'CSV is UTF-8 with its mark; a workbook is right to left in Persian.',
    })
    @ApiQuery({ name: 'columns', required: false, description: 'Comma-separated fields; the usual ones when absent.' })
    @ApiQuery({ name: 'locale', required: false, enum: ['fa', 'en'], description: 'Language of headings and choices.' })
    @ApiQuery({
      name: 'dates',
      required: false,
      enum: ['jalali', 'iso'],
      description: 'Jalali text for people, or ISO days (real dates in a workbook).',
    })
    @ApiQuery({
      name: 'links',
      required: false,
      enum: ['title', 'id'],
      description: 'Names of linked records, or their ids.',
    })
    @ApiQuery({ name: 'q', required: false, description: 'As in the list.' })
    @ApiQuery({ name: 'filter', required: false, description: 'As in the list.' })
    @ApiQuery({ name: 'sort', required: false, description: 'As in the list.' })
    @ApiQuery({ name: 'deleted', required: false, enum: ['true', 'false'], description: 'As in the list.' })
    @ApiProduces('text/csv', XLSX_TYPE)
    @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
    @ApiProblems(400, 401, 403)
    async export(@Query() query: RawExportQuery, @Resource() resource?: string): Promise<StreamableFile> {
      const { content, contentType, name } = await this.exports.file(subject.typeAt(resource), query);
      return new StreamableFile(content, { type: contentType, disposition: `attachment; filename="${name}"` });
    }
  }

  // The name of the class is part of the operation's id in the API document.
  Object.defineProperty(ExportController, 'name', { value: `${subject.schema}ExportController` });
  return ExportController;
}
