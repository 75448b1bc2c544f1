import { Injectable } from '@nestjs/common';
import { clock } from '../context/clock.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';
import { isUuid } from '../records/field-types.js';
import type { OperationFault, OperationKind, OperationStatus, OperationView } from './operation-view.js';

const DAY_MS = 86_400_000;
/** An operation can be taken back for so long. */
export const UNDO_DAYS = 30;
/** Rows with a fault that are kept of one operation; the rest is counted. */
const MOST_FAULTS = 10_000;

export interface NewOperation {
  readonly id: string;
  readonly kind: OperationKind;
  readonly recordType?: string;
  readonly about?: { readonly type: string; readonly id: string };
  readonly title?: string | null;
  readonly params?: object;
  readonly total: number;
}

/** What a part of the work came to. */
export interface OperationStep {
  readonly done: number;
  readonly changed: number;
  readonly unchanged?: number;
  readonly refused?: number;
  readonly faults?: readonly OperationFault[];
  /** Where a run that is cut off goes on. */
  readonly state?: object;
}

/** What of an operation its own run needs to know. */
export interface OperationState {
  readonly kind: OperationKind;
  readonly status: OperationStatus;
  readonly params: Record<string, unknown>;
  readonly about: { readonly type: string; readonly id: string } | null;
  readonly state: Record<string, unknown>;
  readonly total: number;
  readonly done: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly undoUntil: string;
  readonly undoneIn: string | null;
  readonly undone: number;
  readonly kept: number;
}

/** Keeps what is done with many records: each step in the transaction of its work, so that a run goes on where it was. */
@Injectable()
export class Operations {
  private readonly jobs = new Map<OperationKind, string>();

  /** Tells by which job operations of a kind run, so that one whose job has given up is seen to have failed. */
  runBy(kind: OperationKind, job: string): void {
    this.jobs.set(kind, job);
  }

  jobOf(kind: OperationKind): string | undefined {
    return this.jobs.get(kind);
  }

  async begin(uow: UnitOfWork, operation: NewOperation): Promise<void> {
    const { id, kind, recordType, about, title, params = {}, total } = operation;
    const now = clock.now();
    await uow.execute(
      `insert into operations (id, kind, status, owner_id, record_type, about_type, about_id, title, params, total, created_at, updated_at, undo_until)
       values ($1, $2, 'running', $3, $4, $5, $6, $7, $8, $9, $10, $10, $11)`,
      [
        id,
        kind,
        uow.principal.userId,
        recordType ?? null,
        about?.type ?? null,
        about?.id ?? null,
        title ?? null,
        JSON.stringify(params),
        total,
        now,
        new Date(now.getTime() + UNDO_DAYS * DAY_MS),
      ],
    );
  }

  /** Counts a part of the run, in the transaction that did it. */
  async step(uow: UnitOfWork, id: string, step: OperationStep): Promise<void> {
    const { done, changed, unchanged = 0, refused = 0, faults = [], state } = step;
    await this.keep(uow, id, faults);
    await uow.execute(
      `update operations set done = done + $2, changed = changed + $3, unchanged = unchanged + $4, refused = refused + $5,
         state = coalesce($6, state), updated_at = $7 where id = $1`,
      [id, done, changed, unchanged, refused, state ? JSON.stringify(state) : null, clock.now()],
    );
  }

  /** Ends a run. */
  async end(uow: UnitOfWork, id: string, status: 'done' | 'failed' | 'cancelled', problem: string | null = null) {
    await uow.execute(
      `update operations set status = $2, problem = $3, finished_at = $4, updated_at = $4 where id = $1 and status = 'running'`,
      [id, status, problem, clock.now()],
    );
  }

  /** Takes the operation for undoing. @throws Problem 409 in a wrong state, 422 when it is too long ago */
  async beginUndo(uow: UnitOfWork, id: string, undoneIn: string, total: number): Promise<void> {
    const now = clock.now();
    const operation = await this.held(uow, id);
    if (!operation || !['done', 'failed', 'cancelled'].includes(operation.status))
      throw Problem.conflict('operation.wrongStatus', { params: { status: operation?.status } });
    if (new Date(operation.undoUntil) < now) throw Problem.rule('operation.tooOld', [], { days: UNDO_DAYS });
    await uow.execute(
      `update operations set status = 'undoing', undone_by = $2, undo_total = $3, undo_done = 0, undone = 0, kept = 0, updated_at = $4,
         state = jsonb_build_object('undoneIn', $5::text) where id = $1`,
      [id, uow.principal.userId, total, now, undoneIn],
    );
  }

  /** Counts a part of the undo, in the transaction that did it. */
  async undoStep(
    uow: UnitOfWork,
    id: string,
    step: { readonly done: number; readonly undone: number; readonly kept: readonly OperationFault[] },
  ): Promise<void> {
    await this.keep(uow, id, step.kept);
    await uow.execute(
      `update operations set undo_done = undo_done + $2, undone = undone + $3, kept = kept + $4, updated_at = $5 where id = $1`,
      [id, step.done, step.undone, step.kept.length, clock.now()],
    );
  }

  async endUndo(uow: UnitOfWork, id: string): Promise<void> {
    await uow.execute(
      `update operations set status = 'undone', undone_at = $2, updated_at = $2 where id = $1 and status = 'undoing'`,
      [id, clock.now()],
    );
  }

  /** The operation as it is, if the caller may know of it. */
  find(uow: UnitOfWork, id: string): Promise<OperationState | undefined> {
    return this.read(uow, id, '');
  }

  /** The same, held until the end of the transaction. */
  held(uow: UnitOfWork, id: string): Promise<OperationState | undefined> {
    return this.read(uow, id, ' for update');
  }

  private read(uow: UnitOfWork, id: string, lock: string): Promise<OperationState | undefined> {
    if (!isUuid(id)) return Promise.resolve(undefined);
    return uow.one<OperationState & object>(
      `select o.kind, o.status, o.params, o.state, o.total, o.done, o.changed, o.unchanged, o.refused, o.undo_until as "undoUntil",
         case when o.about_id is not null then jsonb_build_object('type', o.about_type, 'id', o.about_id) end as about,
         o.state ->> 'undoneIn' as "undoneIn", o.undone, o.kept
       from operations o where o.id = $1${lock}`,
      [id],
    );
  }

  private async keep(uow: UnitOfWork, id: string, faults: readonly OperationFault[]): Promise<void> {
    if (faults.length === 0) return;
    const rows = faults.map(({ phase, recordType, recordId, reason, fields = [], problem }) => ({
      phase,
      record_type: recordType,
      record_id: recordId,
      reason,
      fields,
      problem: problem ?? null,
    }));
    await uow.execute(
      `insert into operation_faults (operation_id, phase, record_type, record_id, reason, fields, problem)
       select $1, f.phase, f.record_type, f.record_id, f.reason, f.fields, f.problem
       from json_to_recordset($2::json) as f(phase text, record_type text, record_id uuid, reason text, fields text[], problem jsonb)
       where (select count(*) from operation_faults k where k.operation_id = $1) < ${MOST_FAULTS}`,
      [id, JSON.stringify(rows)],
    );
  }
}

/** Whether an operation in this state goes on in the background. */
export function isGoingOn({ status }: Pick<OperationView, 'status'>): boolean {
  return status === 'running' || status === 'undoing';
}
