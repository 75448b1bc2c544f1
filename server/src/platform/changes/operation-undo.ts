import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { describeProblem, type ProblemDocument } from '../errors/problem-document.js';
import { Problem } from '../errors/problem.js';
import { type RecordType, recordTypes } from '../records/record-type.js';
import { RecordWriter } from '../records/record-writer.js';
import { CHANGE_COLUMNS, type ChangeRow, columnsOf, entryOf, RECORD_ACTIONS } from './change-entry.js';
import { isRestorable, oldValues } from './change-restore.js';

/** A record that an operation touched. */
export interface TouchedRecord {
  readonly recordType: string;
  readonly recordId: string;
}

/** Why something of an operation stays as it is. */
export interface SkippedRecord extends TouchedRecord {
  /** `changedSince`: somebody has changed it after the operation. `readonly`: the product fills it. `refused`: see `problem`. */
  readonly reason: 'changedSince' | 'readonly' | 'refused';
  readonly fields?: readonly string[];
  readonly problem?: ProblemDocument;
}

export interface UndoResult {
  undone: number;
  readonly skipped: SkippedRecord[];
}

/** What an operation did to one record, all in all. */
interface NetChange {
  readonly type: RecordType;
  readonly id: string;
  readonly created: boolean;
  /** Into the recycle bin, out of it, or neither. */
  readonly moved: 'remove' | 'restore' | undefined;
  readonly before: Record<string, unknown>;
  readonly lastSeq: string;
}

/** Takes back a whole operation (a bulk edit, an import) through the ordinary writes: rights, versions and rules hold. */
@Injectable()
export class OperationUndo {
  constructor(private readonly writer: RecordWriter) {}

  /** The records that an operation touched and that the caller sees, the latest first. */
  records(uow: UnitOfWork, operationId: string): Promise<TouchedRecord[]> {
    return uow.query<{ recordType: string; recordId: string }>(
      `select c.record_type as "recordType", c.record_id as "recordId" from changes c
       where c.operation_id = $1 and c.action = any($2) group by c.record_type, c.record_id order by min(c.seq) desc`,
      [operationId, RECORD_ACTIONS],
    );
  }

  /**
   * Undoes what the operation did to these records: made ones go into the recycle bin, removed ones come out of it, and
   * changed fields get their old values unless somebody has changed them since. What stays is reported.
   */
  async undo(uow: UnitOfWork, operationId: string, records: readonly TouchedRecord[]): Promise<UndoResult> {
    const result: UndoResult = { undone: 0, skipped: [] };
    for (const record of records) {
      const type = recordTypes.find(record.recordType);
      if (!type || type.internal) continue;
      try {
        await uow.savepoint(() => this.undoOne(uow, operationId, type, record, result));
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        result.skipped.push({ ...record, reason: 'refused', problem: describeProblem(error) });
      }
    }
    return result;
  }

  private async undoOne(
    uow: UnitOfWork,
    operationId: string,
    type: RecordType,
    record: TouchedRecord,
    result: UndoResult,
  ): Promise<void> {
    const net = await this.netChange(uow, operationId, type, record.recordId);
    const since = await this.changedSince(uow, operationId, net);
    if (since.size > 0 && (net.created || net.moved)) {
      result.skipped.push({ ...record, reason: 'changedSince' });
      return;
    }
    if (net.created) {
      if (net.moved !== 'remove') await this.writer.remove(uow, type, net.id);
      result.undone += 1;
      return;
    }
    if (net.moved === 'remove') await this.writer.restore(uow, type, net.id);
    const written = await this.restoreFields(uow, net, since, record, result);
    if (net.moved === 'restore') await this.writer.remove(uow, type, net.id);
    if (written || net.moved) result.undone += 1;
  }

  private async restoreFields(
    uow: UnitOfWork,
    { type, id, before }: NetChange,
    since: ReadonlySet<string>,
    record: TouchedRecord,
    result: UndoResult,
  ): Promise<boolean> {
    const names = Object.keys(before);
    const readonly = names.filter((name) => !isRestorable(uow, type, name));
    const changed = names.filter((name) => !readonly.includes(name) && since.has(name));
    const open = names.filter((name) => !readonly.includes(name) && !changed.includes(name));
    if (open.length > 0) {
      const { body, set } = oldValues(type, open, before);
      await this.writer.update(uow, type, id, body, { set });
    }
    if (changed.length > 0) result.skipped.push({ ...record, reason: 'changedSince', fields: changed });
    // Fields that rules fill follow from the others; they are worth a word only when nothing else was taken back.
    if (open.length === 0 && changed.length === 0 && readonly.length > 0)
      result.skipped.push({ ...record, reason: 'readonly', fields: readonly });
    return open.length > 0;
  }

  private async netChange(uow: UnitOfWork, operationId: string, type: RecordType, id: string): Promise<NetChange> {
    const rows = await uow.query<ChangeRow>(
      `select ${CHANGE_COLUMNS} from changes c where c.record_id = $1 and c.record_type = $2 and c.operation_id = $3 order by c.seq`,
      [id, type.name, operationId],
    );
    const before: Record<string, unknown> = {};
    for (const row of rows) {
      const old = entryOf(row, type, uow.principal)?.before ?? {};
      for (const [name, value] of Object.entries(old)) if (!Object.hasOwn(before, name)) before[name] = value;
    }
    const moves = rows.filter((row) => row.action === 'remove' || row.action === 'restore');
    const [first, last] = [moves[0]?.action, moves.at(-1)?.action];
    const created = rows.some((row) => row.action === 'create');
    // In and out again is no move; a record that was made and removed is gone either way.
    const moved = created ? last : first === last ? last : undefined;
    return { type, id, created, moved: moved as NetChange['moved'], before, lastSeq: rows.at(-1)?.id ?? '0' };
  }

  /** Names of the fields that others have changed after the operation; `*` for a move into or out of the recycle bin. */
  private async changedSince(uow: UnitOfWork, operationId: string, net: NetChange): Promise<Set<string>> {
    const rows = await uow.query<{ action: string; before: string | null }>(
      `select c.action, c.before::text as before from changes c
       where c.record_id = $1 and c.record_type = $2 and c.seq > $3 and c.operation_id is distinct from $4
         and c.action = any($5)`,
      [net.id, net.type.name, net.lastSeq, operationId, RECORD_ACTIONS],
    );
    const columns = new Set(rows.flatMap((row) => Object.keys(columnsOf(row.before))));
    const names = [...net.type.fields.values()].filter((field) => columns.has(field.column)).map((field) => field.name);
    return new Set([...names, ...(rows.some((row) => row.action !== 'update') ? ['*'] : [])]);
  }
}
