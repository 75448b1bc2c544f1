import { Injectable } from '@nestjs/common';
import { currentContext } from '../context/request-context.js';
import { DataDoor } from '../database/data-door.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';
import { type JobRun } from '../jobs/job-run.js';
import { JobQueue } from '../jobs/job-queue.js';
import { NotificationService } from '../notifications/notification.service.js';
import type { OperationKind } from '../operations/operation-view.js';
import { Operations, type OperationStep } from '../operations/operations.js';
import { newId } from '../records/new-id.js';
import { recordTypes, type RecordType } from '../records/record-type.js';
import { type BulkSelection, type BulkTask, readBulkDelete, readBulkEdit, readSelection } from './bulk-request.js';
import { type BulkCounts, type BulkRange, BulkWriter } from './bulk-writer.js';

/** How a bulk operation stands. `operationId` undoes all of it: `POST /changes/{operationId}/undo`. */
export interface BulkProgress {
  readonly operationId: string;
  readonly status: 'done' | 'running' | 'failed';
  /** Records that the list had when it began. */
  readonly total: number;
  readonly changed: number;
}

/** The answer to the request itself; counts are complete when it is done. */
export interface BulkResult extends BulkProgress, Partial<Omit<BulkCounts, 'changed'>> {}

interface BulkJob {
  readonly recordType: string;
  readonly selection: BulkSelection;
  readonly task: BulkTask;
  readonly until: string;
}

const JOB = 'records.bulk';
/** Records that a request writes itself, in one transaction. */
const AT_ONCE = 200;
const BATCH = 500;
export const MAX_BULK_SELECTION = 1_000_000;
const MAX_SECONDS = 6 * 3600;

/** One thing done with a whole list: a short one while the caller waits, a long one as a job of the caller. */
@Injectable()
export class BulkService {
  constructor(
    private readonly door: DataDoor,
    private readonly writer: BulkWriter,
    private readonly jobs: JobQueue,
    private readonly notifications: NotificationService,
    private readonly operations: Operations,
  ) {
    for (const kind of ['bulkEdit', 'bulkDelete', 'reassign'] as const) operations.runBy(kind, JOB);
    jobs.handle<BulkJob>(JOB, { timeoutSeconds: MAX_SECONDS }, (job, run) => this.runJob(job, run));
  }

  /** @throws Problem 400, 403, 422 */
  edit(type: RecordType, body: unknown): Promise<BulkResult> {
    return this.door.write((uow) => {
      uow.principal.authorize(type.name, 'edit');
      const { selection, task } = readBulkEdit(type, body, uow.principal);
      return this.begin(uow, type, selection, task);
    });
  }

  /** To the recycle bin. @throws Problem 400, 403, 422 */
  delete(type: RecordType, body: unknown): Promise<BulkResult> {
    return this.door.write((uow) => {
      const { selection, task } = readBulkDelete(body);
      return this.begin(uow, type, selection, task);
    });
  }

  private async begin(
    uow: UnitOfWork,
    type: RecordType,
    selection: BulkSelection,
    task: BulkTask,
  ): Promise<BulkResult> {
    const list = readSelection(type, selection, uow.principal);
    const total = await this.writer.count(uow, type, list, MAX_BULK_SELECTION);
    if (total > MAX_BULK_SELECTION)
      throw Problem.rule('bulk.tooMany', [
        { path: 'filter', code: 'bulk.tooMany', params: { max: MAX_BULK_SELECTION } },
      ]);
    // Records that come later are not meant; ids grow with time.
    const until = newId();
    const known = { kind: kindOf(task), recordType: type.name, params: { selection, task }, total };
    if (total > AT_ONCE) {
      const job: BulkJob = { recordType: type.name, selection, task, until };
      const id = (await this.jobs.enqueue(uow, JOB, job, { retryLimit: 5 })) as string;
      await this.operations.begin(uow, { id, ...known });
      return { operationId: id, status: 'running', total, changed: 0 };
    }
    const { counts } = await this.writer.step(uow, type, list, task, { after: null, until }, AT_ONCE);
    const id = currentContext()?.operationId ?? until;
    if (total > 0) {
      await this.operations.begin(uow, { id, ...known });
      await this.operations.step(uow, id, stepOf(type, counts));
      await this.operations.end(uow, id, 'done');
    }
    const { faults: _faults, ...shown } = counts;
    return { operationId: id, status: 'done', total, ...shown };
  }

  /** Batch by batch, each a transaction of its own with its count: an attempt that was cut off goes on where it was. */
  private async runJob({ recordType, selection, task, until }: BulkJob, { id, signal }: JobRun): Promise<void> {
    const type = recordTypes.get(recordType);
    try {
      for (;;) {
        signal.throwIfAborted();
        const more = await this.door.write(async (uow) => {
          const operation = await this.operations.held(uow, id);
          if (operation?.status !== 'running') return false;
          const after = (operation.state.after ?? null) as string | null;
          const range: BulkRange = { after, until };
          const list = readSelection(type, selection, uow.principal);
          const { counts, last } = await this.writer.step(uow, type, list, task, range, BATCH);
          if (last !== undefined)
            await this.operations.step(uow, id, { ...stepOf(type, counts), state: { after: last } });
          return last !== undefined;
        });
        if (!more) break;
      }
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      await this.door.write((uow) => this.operations.end(uow, id, 'failed', error.code));
      return;
    }
    await this.finish(id, type, task);
  }

  private async finish(id: string, type: RecordType, task: BulkTask): Promise<void> {
    const userId = currentContext()?.principal?.userId;
    await this.door.write(async (uow) => {
      const operation = await this.operations.held(uow, id);
      if (operation?.status !== 'running') return;
      await this.operations.end(uow, id, 'done');
      const { changed, refused, total } = operation;
      const kind = task.kind === 'delete' ? 'bulkDeleted' : 'bulkEdited';
      const params = { recordType: type.name, total, changed, refused };
      if (userId) await this.notifications.notify(uow, { userIds: [userId], kind, params, self: true });
      const owner = task.kind === 'edit' ? task.changes.ownerId : undefined;
      // One word to the new owner instead of one for each record.
      if (typeof owner === 'string' && changed > 0)
        await this.notifications.notify(uow, {
          userIds: [owner],
          kind: 'handedOver',
          params: { recordType: type.name, count: changed },
        });
    });
  }

  /** How an operation stands, to who began it. @throws Problem 404 */
  async progress(operationId: string): Promise<BulkProgress> {
    const userId = currentContext()?.principal?.userId;
    const row = await this.door.read((uow) =>
      uow.one<{ kind: OperationKind; status: string; total: number; changed: number; ownerId: string }>(
        'select kind, status, total, changed, owner_id as "ownerId" from operations where id = $1',
        [operationId],
      ),
    );
    if (!row || row.ownerId !== userId || this.operations.jobOf(row.kind) !== JOB) throw Problem.notFound();
    const status = row.status === 'running' || row.status === 'failed' ? row.status : 'done';
    return { operationId, status, total: row.total, changed: row.changed };
  }
}

/** An edit that only gives the records to somebody is a reassignment. */
function kindOf(task: BulkTask): OperationKind {
  if (task.kind === 'delete') return 'bulkDelete';
  const names = Object.keys(task.changes);
  const hands = names.length > 0 && names.every((name) => name === 'ownerId' || name === 'orgUnitId');
  return hands && task.addTags.length + task.removeTags.length === 0 ? 'reassign' : 'bulkEdit';
}

function stepOf(type: RecordType, { changed, unchanged, refused, faults }: BulkCounts): OperationStep {
  return {
    done: changed + unchanged + refused,
    changed,
    unchanged,
    refused,
    faults: faults.map(({ id, problem }) => ({
      phase: 'run',
      recordType: type.name,
      recordId: id,
      reason: 'refused',
      problem,
    })),
  };
}
