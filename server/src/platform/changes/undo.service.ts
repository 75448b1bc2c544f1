import { Injectable } from '@nestjs/common';
import { currentContext } from '../context/request-context.js';
import { DataDoor } from '../database/data-door.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';
import { JobQueue } from '../jobs/job-queue.js';
import { NotificationService } from '../notifications/notification.service.js';
import type { OperationKind } from '../operations/operation-view.js';
import { Operations } from '../operations/operations.js';
import { OperationUndo, type SkippedRecord, type TouchedRecord, type UndoResult } from './operation-undo.js';

export interface UndoAnswer {
  readonly operationId: string;
  readonly status: 'done' | 'queued';
  readonly undone?: number;
  readonly skipped?: readonly SkippedRecord[];
}

/** Takes back a kind of operation that keeps for itself what it did. */
export interface OperationUndoer {
  /** Rows to take back. */
  total(uow: UnitOfWork, operationId: string): Promise<number>;
  /** All of it, in the caller's transaction. @throws Problem */
  undo(uow: UnitOfWork, operationId: string): Promise<UndoResult>;
}

const JOB = 'changes.undo';
/** Records that a request undoes itself, in one transaction. */
const AT_ONCE = 500;
const BATCH = 200;
const MAX_SECONDS = 6 * 3600;

/** Undoes operations: small ones while the caller waits, large ones as a job of the caller. */
@Injectable()
export class UndoService {
  private readonly undoers = new Map<OperationKind, OperationUndoer>();

  constructor(
    private readonly door: DataDoor,
    private readonly undos: OperationUndo,
    private readonly jobs: JobQueue,
    private readonly notifications: NotificationService,
    private readonly operations: Operations,
  ) {
    jobs.handle<{ operationId: string }>(JOB, { timeoutSeconds: MAX_SECONDS }, ({ operationId }, { id, signal }) =>
      this.undoAll(operationId, id, signal),
    );
  }

  /** For kinds that keep for themselves what they did. */
  undoWith(kind: OperationKind, undoer: OperationUndoer): void {
    this.undoers.set(kind, undoer);
  }

  /** @throws Problem 404 when the caller sees no change of the operation, 409, 422 */
  undo(operationId: string): Promise<UndoAnswer> {
    return this.door.write(async (uow) => {
      const known = await this.operations.held(uow, operationId);
      const own = known && this.undoers.get(known.kind);
      if (own) return this.undoOwn(uow, operationId, own);
      const records = await this.undos.records(uow, operationId);
      if (records.length === 0) throw Problem.notFound();
      if (records.length > AT_ONCE) return this.queue(uow, operationId, known !== undefined, records.length);
      const inHand = currentContext()?.operationId as string;
      if (known) await this.operations.beginUndo(uow, operationId, inHand, records.length);
      const result = await this.undos.undo(uow, operationId, records);
      if (known) {
        await this.count(uow, operationId, records.length, result);
        await this.operations.endUndo(uow, operationId);
      }
      return { operationId, status: 'done', ...result };
    });
  }

  private async undoOwn(uow: UnitOfWork, operationId: string, undoer: OperationUndoer): Promise<UndoAnswer> {
    const total = await undoer.total(uow, operationId);
    if (total > AT_ONCE) return this.queue(uow, operationId, true, total);
    await this.operations.beginUndo(uow, operationId, currentContext()?.operationId as string, total);
    const result = await undoer.undo(uow, operationId);
    await this.count(uow, operationId, total, result);
    await this.operations.endUndo(uow, operationId);
    return { operationId, status: 'done', ...result };
  }

  private async queue(uow: UnitOfWork, operationId: string, known: boolean, total: number): Promise<UndoAnswer> {
    const id = await this.jobs.enqueue(uow, JOB, { operationId }, { singletonKey: operationId, retryLimit: 5 });
    if (known && id) await this.operations.beginUndo(uow, operationId, id, total);
    return { operationId, status: 'queued' };
  }

  private count(uow: UnitOfWork, id: string, done: number, { undone, skipped }: UndoResult): Promise<void> {
    return this.operations.undoStep(uow, id, { done, undone, kept: skipped.map((one) => ({ ...one, phase: 'undo' })) });
  }

  /** Batch by batch, each with its count; a run that was cut off goes on with what it has not undone yet. */
  private async undoAll(operationId: string, jobId: string, signal: AbortSignal): Promise<void> {
    const { known, records } = await this.door.read(async (uow) => ({
      known: await this.operations.find(uow, operationId),
      records: await this.undos.records(uow, operationId, jobId),
    }));
    let [undone, skipped] = [known?.undone ?? 0, known?.kept ?? 0];
    const own = known && this.undoers.get(known.kind);
    if (own) {
      const result = await this.door.write(async (uow) => {
        if ((await this.operations.held(uow, operationId))?.status !== 'undoing') return { undone, skipped: [] };
        const made = await own.undo(uow, operationId);
        await this.count(uow, operationId, await own.total(uow, operationId), made);
        await this.operations.endUndo(uow, operationId);
        return made;
      });
      [undone, skipped] = [result.undone, result.skipped.length];
    }
    for (let at = 0; !own && at < records.length; at += BATCH) {
      signal.throwIfAborted();
      const batch: readonly TouchedRecord[] = records.slice(at, at + BATCH);
      const result = await this.door.write(async (uow) => {
        const made = await this.undos.undo(uow, operationId, batch);
        if (known) await this.count(uow, operationId, batch.length, made);
        return made;
      });
      undone += result.undone;
      skipped += result.skipped.length;
    }
    const userId = currentContext()?.principal?.userId;
    await this.door.write(async (uow) => {
      if (known) await this.operations.endUndo(uow, operationId);
      if (userId)
        await this.notifications.notify(uow, {
          userIds: [userId],
          kind: 'undoDone',
          params: { undone, skipped },
          self: true,
        });
    });
  }
}
