import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { keepContext } from '../context/keep-context.js';
import { currentLocale } from '../context/request-context.js';
import { DataDoor } from '../database/data-door.js';
import { say } from '../i18n/messages.js';
import { formatJalaliDate, toTehran } from '../persian/index.js';
import { recordTypes } from '../records/record-type.js';
import { csvStream, type OutCell, xlsxStream } from '../spreadsheets/sheet-writer.js';
import { noteEvents } from './audit-event.js';
import { type AuditEntry, AuditQuery } from './audit-query.js';
import type { AuditFilter } from './audit-request.js';

const PAGE = 1_000;
/** Whoever needs more narrows the time. */
const MOST = 200_000;
const COLUMNS = [
  ['at', 20],
  ['day', 12],
  ['person', 24],
  ['event', 28],
  ['type', 18],
  ['record', 30],
  ['ip', 18],
  ['source', 10],
  ['details', 60],
] as const;

/** The audit log as a file; taking it out is an event of its own. */
@Injectable()
export class AuditExport {
  constructor(
    private readonly door: DataDoor,
    private readonly query: AuditQuery,
  ) {}

  async file(filter: AuditFilter, format: 'csv' | 'xlsx'): Promise<Readable> {
    await this.door.write((uow) => noteEvents(uow, [{ event: 'audit.exported', details: { format, filter } }]));
    const locale = currentLocale();
    const columns = COLUMNS.map(([name, width]) => ({ title: say(locale, `audit.column.${name}`), width }));
    const rows = keepContext(this.rows(filter));
    if (format === 'csv') return csvStream(columns, rows);
    return xlsxStream({ name: say(locale, 'audit.sheet'), rightToLeft: locale === 'fa', columns }, rows);
  }

  private async *rows(filter: AuditFilter): AsyncGenerator<OutCell[]> {
    let cursor: string | undefined;
    for (let count = 0; count < MOST; count += PAGE) {
      const page = await this.door.read((uow) => this.query.page(uow, filter, cursor, PAGE));
      for (const entry of page.data) yield cells(entry);
      if (page.nextCursor === null) return;
      cursor = page.nextCursor;
    }
  }
}

function cells(entry: AuditEntry): OutCell[] {
  const { at, label, actorName, actorId, recordType, recordId, recordTitle, ip, source, details } = entry;
  const type = recordType === null ? undefined : recordTypes.find(recordType);
  return [
    at,
    formatJalaliDate(toTehran(at).date, 'ascii'),
    actorName ?? actorId,
    label,
    type?.labels.one[currentLocale()] ?? recordType,
    recordTitle ?? recordId,
    ip,
    source,
    JSON.stringify(details),
  ];
}
