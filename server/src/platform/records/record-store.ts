import { Injectable, Optional } from '@nestjs/common';
import { currentContext } from '../context/request-context.js';
import { DataDoor } from '../database/data-door.js';
import { Problem } from '../errors/problem.js';
import { readListQuery, type RawListQuery } from './list-query.js';
import { upsertMany, type BulkAnswer } from './record-bulk.js';
import { RecordReader, type ListPage } from './record-reader.js';
import { RecordSight } from './record-sight.js';
import type { RecordType } from './record-type.js';
import type { RecordView } from './record-view.js';
import { RecordWriter, type WriteOptions } from './record-writer.js';

/** The standard use cases of every record type, one transaction each. Joins the caller's transaction when one is open. */
@Injectable()
export class RecordStore {
  constructor(
    private readonly door: DataDoor,
    readonly reader: RecordReader,
    readonly writer: RecordWriter,
    @Optional() readonly sight?: RecordSight,
  ) {}

  /** @throws Problem 400, 403 */
  list(type: RecordType, raw: RawListQuery): Promise<ListPage> {
    return this.door.read(async (uow) => {
      uow.principal.authorize(type.name, 'view');
      return this.reader.list(uow, type, readListQuery(type, raw, uow.principal));
    });
  }

  /** @throws Problem 400, 403, 404 */
  get(type: RecordType, id: string, include?: string): Promise<RecordView> {
    return this.door.read(async (uow) => {
      uow.principal.authorize(type.name, 'view');
      const query = readListQuery(type, { include }, uow.principal);
      const record = await this.reader.get(uow, type, id, { include: query.include });
      this.sight?.opened(uow.principal, type.name, record.id);
      return record;
    });
  }

  /** @throws Problem 400, 403, 409, 422 */
  create(type: RecordType, body: unknown, options?: WriteOptions): Promise<RecordView> {
    return this.door.write((uow) => this.writer.create(uow, type, body, options));
  }

  /** @throws Problem 400, 403, 404, 409, 412, 422 */
  update(type: RecordType, id: string, body: unknown, options?: WriteOptions): Promise<RecordView> {
    return this.door.write((uow) => this.writer.update(uow, type, id, body, options));
  }

  /** @throws Problem 403, 404, 412, 422 */
  remove(type: RecordType, id: string, options?: WriteOptions): Promise<void> {
    return this.door.write((uow) => this.writer.remove(uow, type, id, options));
  }

  /** @throws Problem 403, 404, 409 */
  restore(type: RecordType, id: string): Promise<RecordView> {
    return this.door.write((uow) => this.writer.restore(uow, type, id));
  }

  /** Upserts up to 1,000 records by `externalId`. @throws Problem 400, 403; with `atomic` also what a row throws */
  bulk(type: RecordType, body: unknown, atomic: boolean): Promise<BulkAnswer> {
    if (currentContext()?.principal === undefined) throw Problem.unauthenticated();
    return this.door.write((uow) => upsertMany(uow, this.writer, type, body, atomic));
  }
}
