import type { ProblemDocument } from '../errors/problem-document.js';

export const OPERATION_KINDS = ['import', 'bulkEdit', 'bulkDelete', 'reassign', 'merge', 'handover'] as const;
export type OperationKind = (typeof OPERATION_KINDS)[number];

export const OPERATION_STATUSES = ['running', 'done', 'failed', 'cancelled', 'undoing', 'undone'] as const;
export type OperationStatus = (typeof OPERATION_STATUSES)[number];

/** One thing that was done with many records, as the API shows it. */
export interface OperationView {
  /** Operation id of all its changes. */
  readonly id: string;
  readonly kind: OperationKind;
  readonly status: OperationStatus;
  readonly ownerId: string;
  readonly ownerName: string | null;
  /** Null when it is about several types. */
  readonly recordType: string | null;
  /** The import, the user who was handed over. */
  readonly about: { readonly type: string; readonly id: string } | null;
  readonly title: string | null;
  readonly params: Record<string, unknown>;
  /** Rows that it was to go through when it began, and how far it is. */
  readonly total: number;
  readonly done: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly problem: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly finishedAt: string | null;
  /** Until when it can be taken back. */
  readonly undoUntil: string;
  readonly undoneAt: string | null;
  /** How far the undo is: records taken back, and those that stay as they are. */
  readonly undo: {
    readonly total: number;
    readonly done: number;
    readonly undone: number;
    readonly kept: number;
  } | null;
}

/** A record that an operation, or its undo, left as it is. */
export interface OperationFault {
  readonly phase: 'run' | 'undo';
  readonly recordType: string;
  readonly recordId: string;
  /** `changedSince`: somebody has changed it after the operation. `readonly`: the product fills it. `refused`: see `problem`. */
  readonly reason: 'changedSince' | 'readonly' | 'refused';
  readonly fields?: readonly string[];
  readonly problem?: ProblemDocument | null;
}

/** Reads an {@link OperationView} from `operations o`; a running import counts apart. */
export const OPERATION_SELECT = `select o.id, o.kind, o.status, o.owner_id as "ownerId", u.full_name as "ownerName", o.record_type as "recordType",
    case when o.about_id is not null then jsonb_build_object('type', o.about_type, 'id', o.about_id) end as about,
    o.title, o.params, o.total, coalesce(p.read_rows, o.done) as done, coalesce(p.created_rows + p.updated_rows, o.changed) as changed,
    coalesce(p.unchanged_rows, o.unchanged) as unchanged, coalesce(p.failed_rows, o.refused) as refused, o.problem,
    o.created_at as "createdAt", o.updated_at as "updatedAt", o.finished_at as "finishedAt", o.undo_until as "undoUntil", o.undone_at as "undoneAt",
    case when o.status in ('undoing', 'undone')
      then jsonb_build_object('total', o.undo_total, 'done', o.undo_done, 'undone', o.undone, 'kept', o.kept) end as undo
  from operations o left join users u on u.id = o.owner_id
  left join import_progress p on p.import_id = o.id and o.status = 'running'`;
