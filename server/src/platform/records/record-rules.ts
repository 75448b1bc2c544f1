import type { UnitOfWork } from '../database/unit-of-work.js';
import type { Fault } from '../errors/problem.js';

/** A record as the store holds it while writing: field name to column value. */
export type RecordValues = Record<string, unknown>;

/** One write on its way into the database. */
export interface RecordChange {
  readonly action: 'create' | 'update';
  readonly id: string;
  /** The record before the change; undefined on create. */
  readonly before: Readonly<RecordValues> | undefined;
  /** What the record will be; rules may set fields here. */
  readonly after: RecordValues;
  /** Fields that the caller named. */
  readonly given: ReadonlySet<string>;
  readonly uow: UnitOfWork;
  /** A rule that gives the record to somebody by itself (automatic assignment) sets it; the right to assign isn't asked for then. */
  handsOver?: boolean;
  /** Links that a rule took over from a record that the caller sees: they aren't checked for sight again. */
  derived?: ReadonlySet<string>;
  /** Refuses the write with a fault at a field (422). */
  fault(path: string, code: string, params?: Record<string, unknown>): void;
}

/** What a record type demands on every write path: form, inline edit, board, bulk, import, workflow, API. */
export interface RecordRules {
  /** Completes and checks a record before it is written. */
  beforeSave?(change: RecordChange): void | Promise<void>;
  /** Follow-up writes in the same transaction. */
  afterSave?(change: RecordChange): void | Promise<void>;
  /** Refuses a removal, or cleans up after it, in the same transaction. */
  beforeRemove?(record: Readonly<RecordValues>, uow: UnitOfWork): void | Promise<void>;
  /** Follow-up of a removal in the same transaction; may still refuse it. */
  afterRemove?(record: Readonly<RecordValues>, uow: UnitOfWork): void | Promise<void>;
  /** Follow-up of a restore in the same transaction; may still refuse it. */
  afterRestore?(record: Readonly<RecordValues>, uow: UnitOfWork): void | Promise<void>;
  /** Follow-up of a move of children between these records (a merge, or its undo) in the same transaction. */
  afterMerge?(ids: readonly string[], uow: UnitOfWork): void | Promise<void>;
}

export type { Fault };
