import { Injectable } from '@nestjs/common';
import { currentContext } from '../context/request-context.js';
import { DataDoor } from '../database/data-door.js';
import { Problem } from '../errors/problem.js';
import { JobQueue } from '../jobs/job-queue.js';
import { NotificationService } from '../notifications/notification.service.js';
import { OperationUndo, type SkippedRecord, type TouchedRecord } from './operation-undo.js';

export interface UndoAnswer {
  readonly operationId: string;
  readonly status: 'done' | 'queued';
  readonly undone?: number;
  readonly skipped?: readonly SkippedRecord[];
}

const JOB = 'changes.undo';
/** Records that a request undoes itself, in one transaction. */
const AT_ONCE = 500;
const BATCH = 200;

/** Undoes operations: small ones while the caller waits, large ones as a job of the caller. */
@Injectable()
export class UndoService {
  constructor(
    private readonly door: DataDoor,
    private readonly undos: OperationUndo,
    private readonly jobs: JobQueue,
    private readonly notifications: NotificationService,
  ) {
    jobs.handle<{ operationId: string }>(JOB, { timeoutSeconds: 3_600 }, ({ operationId }, { signal }) =>
      this.undoAll(operationId, signal),
    );
  }

  /** @throws Problem 404 when the caller sees no change of the operation */
  undo(operationId: string): Promise<UndoAnswer> {
    return this.door.write(async (uow) => {
      const records = await this.undos.records(uow, operationId);
      if (records.length === 0) throw Problem.notFound();
      if (records.length > AT_ONCE) {
        await this.jobs.enqueue(uow, JOB, { operationId }, { singletonKey: operationId });
        return { operationId, status: 'queued' };
      }
      return { operationId, status: 'done', ...(await this.undos.undo(uow, operationId, records)) };
    });
  }

  /** Batch by batch; a second run finds what the first one did as "changed since" and leaves it. */
  private async undoAll(operationId: string, signal: AbortSignal): Promise<void> {
    const records = await this.door.read((uow) => this.undos.records(uow, operationId));
    let [undone, skipped] = [0, 0];
    for (let at = 0; at < records.length; at += BATCH) {
      signal.throwIfAborted();
      const batch: readonly TouchedRecord[] = records.slice(at, at + BATCH);
      const result = await this.door.write((uow) => this.undos.undo(uow, operationId, batch));
      undone += result.undone;
      skipped += result.skipped.length;
    }
    const userId = currentContext()?.principal?.userId;
    if (!userId) return;
    await this.door.write((uow) =>
      this.notifications.notify(uow, { userIds: [userId], kind: 'undoDone', params: { undone, skipped }, self: true }),
    );
  }
}
