import { Injectable } from '@nestjs/common';
import { currentContext } from '../context/request-context.js';
import { DataDoor } from '../database/data-door.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';
import { type JobRun } from '../jobs/job-run.js';
import { JobQueue } from '../jobs/job-queue.js';
import { NotificationService } from '../notifications/notification.service.js';
import { newId } from '../records/new-id.js';
import { recordTypes, type RecordType } from '../records/record-type.js';
import { type BulkSelection, type BulkTask, readBulkDelete, readBulkEdit, readSelection } from './bulk-request.js';
import { added, type BulkCounts, type BulkRange, BulkWriter, NOTHING_DONE } from './bulk-writer.js';

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
  readonly total: number;
}

const JOB = 'records.bulk';
/** Records that a request writes itself, in one transaction. */
const AT_ONCE = 200;
const BATCH = 200;
export const MAX_BULK_SELECTION = 100_000;
const MAX_SECONDS = 6 * 3600;

/** One thing done with a whole list: a short one while the caller waits, a long one as a job of the caller. */
@Injectable()
export class BulkService {
  constructor(
    private readonly door: DataDoor,
    private readonly writer: BulkWriter,
    private readonly jobs: JobQueue,
    private readonly notifications: NotificationService,
  ) {
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
    if (total > AT_ONCE) {
      const job: BulkJob = { recordType: type.name, selection, task, until, total };
      const operationId = (await this.jobs.enqueue(uow, JOB, job)) as string;
      return { operationId, status: 'running', total, changed: 0 };
    }
    const { counts } = await this.writer.step(uow, type, list, task, { after: null, until }, AT_ONCE);
    return { operationId: currentContext()?.operationId ?? until, status: 'done', total, ...counts };
  }

  /**
   * Batch by batch, each a transaction of its own. An attempt that was cut off is repeated from the start: what is
   * written already either left the list or has nothing to change.
   */
  private async runJob({ recordType, selection, task, until, total }: BulkJob, { signal }: JobRun): Promise<void> {
    const type = recordTypes.get(recordType);
    let counts = NOTHING_DONE;
    let after: string | null = null;
    for (;;) {
      signal.throwIfAborted();
      const range: BulkRange = { after, until };
      const step = await this.door.write((uow) =>
        this.writer.step(uow, type, readSelection(type, selection, uow.principal), task, range, BATCH),
      );
      counts = added(counts, step.counts);
      if (step.last === undefined) break;
      after = step.last;
    }
    await this.tell(type, task, total, counts);
  }

  private async tell(type: RecordType, task: BulkTask, total: number, counts: BulkCounts): Promise<void> {
    const userId = currentContext()?.principal?.userId;
    if (!userId) return;
    const { changed, refused } = counts;
    const kind = task.kind === 'delete' ? 'bulkDeleted' : 'bulkEdited';
    await this.door.write((uow) =>
      this.notifications.notify(uow, {
        userIds: [userId],
        kind,
        params: { recordType: type.name, total, changed, refused },
        self: true,
      }),
    );
  }

  /** How an operation in the background stands, to who began it. @throws Problem 404 */
  async progress(operationId: string): Promise<BulkProgress> {
    const job = await this.jobs.find<BulkJob>(JOB, operationId);
    const userId = currentContext()?.principal?.userId;
    if (!job || !userId || job.userId !== userId) throw Problem.notFound();
    const row = await this.door.read((uow) =>
      uow.one<{ n: string }>(
        'select count(distinct c.record_id) as n from changes c where c.operation_id = $1 and c.record_type = $2',
        [operationId, job.data.recordType],
      ),
    );
    return { operationId, status: job.state, total: job.data.total, changed: Number(row?.n) };
  }
}
