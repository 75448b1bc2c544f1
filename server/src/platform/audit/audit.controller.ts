import { Controller, Get, HttpCode, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import { applyDecorators } from '@nestjs/common';
import { currentPrincipal } from '../access/current-principal.js';
import { Policy } from '../access/policy.js';
import { readLimit } from '../changes/change-cursor.js';
import { clock } from '../context/clock.js';
import { DataDoor } from '../database/data-door.js';
import { Problem } from '../errors/problem.js';
import { ApiProblems } from '../http/api-problems.js';
import { CSV_TYPE, XLSX_TYPE } from '../spreadsheets/sheet-writer.js';
import { AUDIT_AREAS } from './audit-events.js';
import { AuditExport } from './audit-export.js';
import { type AuditPage, AuditQuery } from './audit-query.js';
import { type RawAuditQuery, readAuditFilter } from './audit-request.js';
import { auditPageSchema, auditStateSchema } from './audit-schemas.js';
import { type AuditState, AuditWatch } from './audit-watch.js';

const Narrowed = () =>
  applyDecorators(
    ApiQuery({
      name: 'actorId',
      required: false,
      schema: { type: 'string', format: 'uuid' },
      description: 'Who did it.',
    }),
    ApiQuery({
      name: 'event',
      required: false,
      description: `Comma-separated events (\`role.changed\`) or areas: ${AUDIT_AREAS.join(', ')}. Changes of ordinary records come only with \`record\`, or with a \`recordId\`.`,
      example: 'auth,export',
    }),
    ApiQuery({ name: 'recordType', required: false, example: 'account' }),
    ApiQuery({ name: 'recordId', required: false, schema: { type: 'string', format: 'uuid' } }),
    ApiQuery({ name: 'ip', required: false, description: 'Address of the caller.', example: '10.0.3.17' }),
    ApiQuery({ name: 'from', required: false, schema: { type: 'string', format: 'date-time' } }),
    ApiQuery({
      name: 'to',
      required: false,
      schema: { type: 'string', format: 'date-time' },
      description: 'Not included.',
    }),
  );

/** The audit log for those who answer for the company's data. */
@ApiTags('Audit')
@Controller('audit')
@Policy({ setting: 'audit' })
export class AuditController {
  constructor(
    private readonly door: DataDoor,
    private readonly query: AuditQuery,
    private readonly exports: AuditExport,
    private readonly watch: AuditWatch,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Read the audit log',
    description:
      'Who signed in and out, opened records (once an hour each), took data out, changed settings and rights, used keys and worked in bulk, the latest first. Needs the right `audit` for the whole company.',
  })
  @Narrowed()
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } })
  @ApiQuery({ name: 'cursor', required: false, description: '`nextCursor` of the page before.' })
  @ApiOkResponse({ schema: auditPageSchema })
  @ApiProblems(400, 401, 403)
  page(@Query() raw: RawAuditQuery): Promise<AuditPage> {
    mayReadAudit();
    const filter = readAuditFilter(raw);
    const cursor = typeof raw.cursor === 'string' && raw.cursor !== '' ? raw.cursor : undefined;
    return this.door.read((uow) => this.query.page(uow, filter, cursor, readLimit(raw.limit)));
  }

  @Get('export')
  @ApiOperation({
    summary: 'Export the audit log',
    description: 'The same entries as a file, up to 200,000; the export is noted in the log itself.',
  })
  @Narrowed()
  @ApiQuery({ name: 'format', required: false, enum: ['csv', 'xlsx'] })
  @ApiProduces('text/csv', XLSX_TYPE)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiProblems(400, 401, 403)
  async export(@Query() raw: RawAuditQuery): Promise<StreamableFile> {
    mayReadAudit();
    const format = raw.format ?? 'csv';
    if (format !== 'csv' && format !== 'xlsx')
      throw Problem.invalid('query.invalid', [
        { path: 'format', code: 'field.notAChoice', params: { choices: 'csv, xlsx' } },
      ]);
    const content = await this.exports.file(readAuditFilter(raw), format);
    const disposition = `attachment; filename="audit-${clock.now().toISOString().slice(0, 10)}.${format}"`;
    return new StreamableFile(content, { type: format === 'csv' ? CSV_TYPE : XLSX_TYPE, disposition });
  }

  @Get('state')
  @ApiOperation({
    summary: 'See whether the audit log is whole',
    description: 'How far the log is sealed, and what the last look at the whole chain of seals has found.',
  })
  @ApiOkResponse({ schema: auditStateSchema })
  @ApiProblems(401, 403)
  state(): Promise<AuditState> {
    mayReadAudit();
    return this.watch.state();
  }

  @Post('verify')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Verify the audit log',
    description: 'Looks at every entry and seal in the background; `GET /audit/state` tells the outcome.',
  })
  @ApiAcceptedResponse({ schema: auditStateSchema })
  @ApiProblems(401, 403)
  async verify(): Promise<AuditState> {
    mayReadAudit();
    await this.door.write((uow) => this.watch.ask(uow));
    return this.watch.state();
  }
}

/** The log is about the whole company, so a right to a part of it is none. @throws Problem 403 */
function mayReadAudit(): void {
  if (!currentPrincipal().reach('audit', 'edit').all)
    throw Problem.forbidden('access.denied', { recordType: 'audit', action: 'edit' });
}
