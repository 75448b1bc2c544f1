import { Injectable } from '@nestjs/common';
import { OperationUndo } from '../changes/operation-undo.js';
import { currentContext } from '../context/request-context.js';
import { DataDoor } from '../database/data-door.js';
import { JobQueue } from '../jobs/job-queue.js';
import { NotificationService } from '../notifications/notification.service.js';
import { recordTypes } from '../records/record-type.js';
import { RecordWriter } from '../records/record-writer.js';
import { Import, type UndoReport } from './import.record.js';

export const UNDO_IMPORT = 'import.undo';
const BATCH = 200;
const MAX_SECONDS = 6 * 3600;

/** Takes a whole import back: made records go into the recycle bin, changed fields get their old values. */
@Injectable()
export class ImportUndo {
  constructor(
    private readonly door: DataDoor,
    private readonly undos: OperationUndo,
    private readonly writer: RecordWriter,
    private readonly notifications: NotificationService,
    jobs: JobQueue,
  ) {
    jobs.handle<{ importId: string }>(UNDO_IMPORT, { timeoutSeconds: MAX_SECONDS }, ({ importId }, { signal }) =>
      this.undo(importId, signal),
    );
  }

  private async undo(importId: string, signal: AbortSignal): Promise<void> {
    const records = await this.door.read((uow) => this.undos.records(uow, importId));
    const report = { undone: 0, kept: 0 };
    for (let at = 0; at < records.length; at += BATCH) {
      signal.throwIfAborted();
      const batch = records.slice(at, at + BATCH);
      const result = await this.door.write((uow) => this.undos.undo(uow, importId, batch));
      report.undone += result.undone;
      report.kept += result.skipped.length;
    }
    await this.end(importId, report);
  }

  private async end(importId: string, report: UndoReport): Promise<void> {
    const userId = currentContext()?.principal?.userId;
    await this.door.asSystem('end of undoing an import', async (uow) => {
      await this.writer.set(uow, recordTypes.of(Import), importId, { status: 'undone', undo: JSON.stringify(report) });
      if (!userId) return;
      const about = { type: 'import', id: importId };
      await this.notifications.notify(uow, {
        userIds: [userId],
        kind: 'importUndone',
        about,
        params: { ...report },
        self: true,
      });
    });
  }
}
