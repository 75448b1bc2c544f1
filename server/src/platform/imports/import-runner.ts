import { setImmediate as breathe } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../access/principal.js';
import { clock } from '../context/clock.js';
import { currentContext, type RequestContext, runInContext } from '../context/request-context.js';
import { DataDoor } from '../database/data-door.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';
import { JobQueue } from '../jobs/job-queue.js';
import { NotificationService } from '../notifications/notification.service.js';
import { RecordReader } from '../records/record-reader.js';
import { recordTypes } from '../records/record-type.js';
import { RecordWriter } from '../records/record-writer.js';
import { leaveSearchToUpkeep, SearchUpkeep } from '../records/search-upkeep.js';
import { openSheet } from '../spreadsheets/read-sheet.js';
import type { SheetRow } from '../spreadsheets/sheet.js';
import { headings } from './analyse-file.js';
import { Import, type ImportStatus } from './import.record.js';
import { ImportFiles } from './import-files.js';
import { addProgress, type ImportProgress, readProgress, takeTurn } from './import-progress.js';
import type { ReadRow } from './row-reader.js';
import { RowWriter } from './row-writer.js';

export const RUN_IMPORT = 'import.run';
/** Rows of one transaction. Each holds a lock for each of its unique values, and Postgres has room for some thousands. */
const BATCH = 1_000;
/** Text of one transaction, for rows with long texts. */
const BATCH_CHARACTERS = 4_000_000;
/** Rows that are read in one go, before whatever else waits is served. */
const ROWS_AT_A_STRETCH = 50;
const MAX_SECONDS = 6 * 3600;

/**
 * Runs imports in the background, as the person who started them and with the rights they have then. Each batch is one
 * transaction with its progress, so a run that is cut off goes on after the last batch and writes no row twice.
 */
@Injectable()
export class ImportRunner {
  constructor(
    private readonly door: DataDoor,
    private readonly reader: RecordReader,
    private readonly writer: RecordWriter,
    private readonly files: ImportFiles,
    private readonly notifications: NotificationService,
    jobs: JobQueue,
  ) {
    jobs.handle<{ importId: string }>(RUN_IMPORT, { timeoutSeconds: MAX_SECONDS }, ({ importId }, { signal }) =>
      this.run(importId, signal),
    );
  }

  private async run(importId: string, signal: AbortSignal): Promise<void> {
    const job = await this.door.read((uow) =>
      this.reader.get(uow, recordTypes.of(Import), importId).catch(goneIsUndefined),
    );
    // Removed, or ended by an attempt whose answer was lost.
    if (!job || job.status !== 'running') return;
    try {
      const status = await this.writeRows(job as unknown as Import, signal);
      await this.end(importId, status);
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      await this.end(importId, 'failed', error.code);
    }
  }

  private async writeRows(job: Import, signal: AbortSignal): Promise<ImportStatus> {
    const { principal } = currentContext() as { principal: Principal };
    const { header, rows } = await openSheet(this.files.path(job.id), job.sheet);
    const writer = new RowWriter(this.writer, principal, { ...job, header: headings(header) });
    const upkeep = new SearchUpkeep(this.door, recordTypes.get(job.recordType).table);
    try {
      let { read = 0 } = (await this.door.read((uow) => readProgress(uow, job.id))) ?? {};
      const batches = inBatches(rows, read, (row) => writer.reader.read(row));
      let next = batches.next();
      for (;;) {
        const batch = await next;
        if (batch.done) return 'done';
        // The file is read on while the database works.
        next = batches.next();
        next.catch(() => undefined);
        signal.throwIfAborted();
        const progress = await this.writeBatch(job.id, writer, batch.value, read);
        read += batch.value.length;
        if (progress?.cancelled ?? true) return 'cancelled';
        upkeep.grown(batch.value.length);
      }
    } finally {
      await rows.return(undefined);
      await upkeep.finish();
    }
  }

  /** All changes of an import are one operation, whose id is that of the import: so it can be undone as one. */
  private writeBatch(
    importId: string,
    writer: RowWriter,
    batch: readonly ReadRow[],
    read: number,
  ): Promise<ImportProgress | undefined> {
    const context: RequestContext = {
      ...(currentContext() as RequestContext),
      operationId: importId,
      source: 'import',
      unitOfWork: undefined,
    };
    return runInContext(context, () =>
      this.door.write(async (uow) => {
        await takeTurn(uow, importId, read);
        await leaveSearchToUpkeep(uow);
        return addProgress(uow, importId, await writer.write(uow, batch));
      }),
    );
  }

  private async end(importId: string, status: ImportStatus, problem: string | null = null): Promise<void> {
    const userId = currentContext()?.principal?.userId;
    await this.door.asSystem('end of an import', async (uow) => {
      const { status: now } = await this.writer.lock(uow, recordTypes.of(Import), importId, false);
      if (now !== 'running') return;
      const progress = await readProgress(uow, importId);
      const { created = 0, updated = 0, unchanged = 0, failed = 0 } = progress ?? {};
      await this.writer.set(uow, recordTypes.of(Import), importId, {
        status,
        problem,
        finishedAt: clock.now().toISOString(),
        createdRows: created,
        updatedRows: updated,
        unchangedRows: unchanged,
        failedRows: failed,
      });
      if (userId) await this.tell(uow, userId, importId, { status, created, updated, unchanged, failed });
    });
  }

  private async tell(
    uow: UnitOfWork,
    userId: string,
    importId: string,
    params: Record<string, unknown>,
  ): Promise<void> {
    const about = { type: 'import', id: importId };
    await this.notifications.notify(uow, { userIds: [userId], kind: 'importDone', about, params, self: true });
  }
}

/** The rows after the first `skip`, read, as many at once as a transaction takes. */
async function* inBatches(
  rows: AsyncIterable<SheetRow>,
  skip: number,
  read: (row: SheetRow) => ReadRow,
): AsyncGenerator<ReadRow[]> {
  let passed = 0;
  let characters = 0;
  let batch: ReadRow[] = [];
  for await (const row of rows) {
    passed += 1;
    if (passed <= skip) continue;
    batch.push(read(row));
    for (const cell of row.cells) characters += cell.length;
    // The database and everybody else of this process get their turn.
    if (batch.length % ROWS_AT_A_STRETCH === 0) await breathe();
    if (batch.length < BATCH && characters < BATCH_CHARACTERS) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}

function goneIsUndefined(error: unknown): undefined {
  if (error instanceof Problem && error.status === 404) return undefined;
  throw error;
}
