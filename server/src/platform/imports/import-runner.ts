import { Injectable } from '@nestjs/common';
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
import { openSheet } from '../spreadsheets/read-sheet.js';
import type { SheetRow } from '../spreadsheets/sheet.js';
import { headings } from './analyse-file.js';
import { Import, type ImportStatus } from './import.record.js';
import { ImportFiles } from './import-files.js';
import { addProgress, type ImportProgress, readProgress } from './import-progress.js';
import { RowWriter } from './row-writer.js';

export const RUN_IMPORT = 'import.run';
/** Rows of one transaction. */
const BATCH = 500;
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
    const { header, rows } = await openSheet(this.files.path(job.id), job.sheet);
    try {
      const writer = new RowWriter(this.writer, { ...job, header: headings(header) });
      const { read = 0 } = (await this.door.read((uow) => readProgress(uow, job.id))) ?? {};
      const batches = inBatches(rows, read);
      let next = batches.next();
      for (;;) {
        const batch = await next;
        if (batch.done) return 'done';
        // The file is read on while the database works.
        next = batches.next();
        next.catch(() => undefined);
        signal.throwIfAborted();
        const progress = await this.writeBatch(job.id, writer, batch.value);
        if (progress?.cancelled ?? true) return 'cancelled';
      }
    } finally {
      await rows.return(undefined);
    }
  }

  /** All changes of an import are one operation, whose id is that of the import: so it can be undone as one. */
  private writeBatch(
    importId: string,
    writer: RowWriter,
    batch: readonly SheetRow[],
  ): Promise<ImportProgress | undefined> {
    const context: RequestContext = {
      ...(currentContext() as RequestContext),
      operationId: importId,
      source: 'import',
      unitOfWork: undefined,
    };
    return runInContext(context, () =>
      this.door.write(async (uow) => addProgress(uow, importId, await writer.write(uow, batch))),
    );
  }

  private async end(importId: string, status: ImportStatus, problem: string | null = null): Promise<void> {
    const userId = currentContext()?.principal?.userId;
    await this.door.asSystem('end of an import', async (uow) => {
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

/** The rows after the first `skip`, as many at once as a transaction takes. */
async function* inBatches(rows: AsyncIterable<SheetRow>, skip: number): AsyncGenerator<SheetRow[]> {
  let passed = 0;
  let batch: SheetRow[] = [];
  for await (const row of rows) {
    passed += 1;
    if (passed <= skip) continue;
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function goneIsUndefined(error: unknown): undefined {
  if (error instanceof Problem && error.status === 404) return undefined;
  throw error;
}
