import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Params } from '../access/scope-predicate.js';
import { clock } from '../context/clock.js';
import { keepContext } from '../context/keep-context.js';
import { DataDoor } from '../database/data-door.js';
import { decodeCursor, encodeCursor, listFingerprint } from '../records/keyset.js';
import { newId } from '../records/new-id.js';
import { RecordReader } from '../records/record-reader.js';
import type { RecordType } from '../records/record-type.js';
import { CSV_TYPE, csvStream, type OutCell, XLSX_TYPE, xlsxStream } from '../spreadsheets/sheet-writer.js';
import { exportColumn } from './export-cells.js';
import { type ExportRequest, type RawExportQuery, readExportRequest } from './export-request.js';
import { exportRows } from './export-rows.js';

/** A file on its way to the caller. */
export interface ExportFile {
  readonly content: Readable;
  readonly contentType: string;
  readonly name: string;
}

/** One entry of the log of exports: who took what out, and how many rows it was. */
export interface ExportEntry {
  readonly id: string;
  readonly userId: string;
  readonly recordType: string;
  readonly format: string;
  readonly query: Record<string, unknown>;
  readonly columns: string[];
  /** Null for one that was broken off. */
  readonly rows: number | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
}

const PAGE = 50;

/** Records as files, and the log of who took them out. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly door: DataDoor,
    private readonly reader: RecordReader,
  ) {}

  /** @throws Problem 400, 403 */
  async file(type: RecordType, raw: RawExportQuery): Promise<ExportFile> {
    const request = await this.door.read(async (uow) => {
      uow.principal.authorize(type.name, 'export');
      uow.principal.authorize(type.name, 'view');
      const read = readExportRequest(type, raw, uow.principal);
      // A filter that can't be answered is refused now: once the file has begun, nobody can be told any more.
      this.reader.conditions(uow, type, read.list, read.list.q, new Params());
      return read;
    });
    const rows = await begun(keepContext(this.logged(type, raw, request)));
    const columns = request.fields.map((field) => exportColumn(field, request));
    const name = `${type.resource}-${clock.now().toISOString().slice(0, 10)}.${request.format}`;
    if (request.format === 'csv') return { content: csvStream(columns, rows), contentType: CSV_TYPE, name };
    const sheet = {
      name: type.labels.many[request.locale].slice(0, 25),
      rightToLeft: request.locale === 'fa',
      columns,
    };
    return { content: await xlsxStream(sheet, rows), contentType: XLSX_TYPE, name };
  }

  /** The rows, with an entry in the log that is opened before the first leaves and closed after the last. */
  private async *logged(type: RecordType, raw: RawExportQuery, request: ExportRequest): AsyncGenerator<OutCell[]> {
    const id = newId();
    const { format: _format, columns: _columns, ...query } = raw;
    const rows = exportRows(this.door, this.reader, type, request);
    // A filter that can't be answered shows with the first row: refused, it was no export.
    let next = await rows.next();
    await this.door.write((uow) => {
      const columns = request.fields.map((field) => field.name);
      return uow.execute(
        'insert into exports (id, user_id, record_type, format, query, columns, started_at) values ($1, $2, $3, $4, $5, $6, $7)',
        [id, uow.principal.userId, type.name, request.format, JSON.stringify(query), columns, clock.now()],
      );
    });
    let count = 0;
    for (; !next.done; next = await rows.next()) {
      count += 1;
      yield next.value;
    }
    await this.door.write((uow) =>
      uow.execute('update exports set rows = $2, finished_at = $3 where id = $1', [id, count, clock.now()]),
    );
  }

  /** The log, the latest first: one's own exports, or everybody's for who may see that. @throws Problem 400 */
  log(cursor: string | undefined): Promise<{ data: ExportEntry[]; nextCursor: string | null }> {
    const fingerprint = listFingerprint(['exports']);
    const below = cursor === undefined ? null : decodeCursor(cursor, fingerprint, 0).id;
    return this.door.read(async (uow) => {
      const data = await uow.query<ExportEntry & Record<string, unknown>>(
        `select e.id, e.user_id as "userId", e.record_type as "recordType", e.format, e.query, e.columns, e.rows,
           e.started_at as "startedAt", e.finished_at as "finishedAt"
         from exports e where $1::uuid is null or e.id < $1 order by e.id desc limit $2`,
        [below, PAGE + 1],
      );
      const page = data.slice(0, PAGE);
      const last = page.at(-1);
      return {
        data: page,
        nextCursor: last && data.length > PAGE ? encodeCursor(fingerprint, { id: last.id, values: [] }) : null,
      };
    });
  }
}

/** The same rows with the first of them read already, so that what is wrong is said before the answer has begun. */
async function begun<T>(rows: AsyncGenerator<T>): Promise<AsyncGenerator<T>> {
  const first = await rows.next();
  return (async function* () {
    if (!first.done) yield first.value;
    yield* rows;
  })();
}
