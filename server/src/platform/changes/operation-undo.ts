import { Injectable } from '@nestjs/common';
import type { Principal } from '../access/principal.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { describeProblem, type ProblemDocument } from '../errors/problem-document.js';
import { Problem } from '../errors/problem.js';
import type { RecordValues } from '../records/record-rules.js';
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

  /** The records that an operation touched and that the caller sees, the latest first; not those that `undoneIn` touched already. */
  records(uow: UnitOfWork, operationId: string, undoneIn: string | null = null): Promise<TouchedRecord[]> {
    return uow.query<{ recordType: string; recordId: string }>(
      `select c.record_type as "recordType", c.record_id as "recordId" from changes c
       where c.operation_id = $1 and ($2::uuid is null
         or not exists (select 1 from changes d where d.operation_id = $2 and d.record_id = c.record_id))
       group by c.record_type, c.record_id order by min(c.seq) desc`,
      [operationId, undoneIn],
    );
  }

  /**
   * Undoes what the operation did to these records: made ones go into the recycle bin, removed ones come out of it, and
   * changed fields get their old values unless somebody has changed them since. What stays is reported.
   */
  async undo(uow: UnitOfWork, operationId: string, records: readonly TouchedRecord[]): Promise<UndoResult> {
    const result: UndoResult = { undone: 0, skipped: [] };
    for (const run of runsOf(records)) {
      const type = recordTypes.find(run[0]?.recordType as string);
      if (!type || type.internal) continue;
      const ids = run.map(({ recordId }) => recordId);
      const nets = await this.netChanges(uow, operationId, type, ids);
      const since = await this.changedSince(uow, operationId, type, nets);
      const edits: Edit[] = [];
      for (const net of nets) {
        const others = since.get(net.id) ?? new Set<string>();
        const edit = net.created || net.moved ? undefined : this.edit(uow, net, others, result);
        if (edit) edits.push(edit);
        if (net.created || net.moved) await this.attempt(uow, net, others, result);
      }
      await this.write(uow, type, edits, result);
    }
    return result;
  }

  private async attempt(
    uow: UnitOfWork,
    net: NetChange,
    since: ReadonlySet<string>,
    result: UndoResult,
  ): Promise<void> {
    const record = { recordType: net.type.name, recordId: net.id };
    if (since.size > 0) {
      result.skipped.push({ ...record, reason: 'changedSince' });
      return;
    }
    try {
      await uow.savepoint(() => this.move(uow, net, result));
      result.undone += 1;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      result.skipped.push({ ...record, reason: 'refused', problem: describeProblem(error) });
    }
  }

  private async move(uow: UnitOfWork, net: NetChange, result: UndoResult): Promise<void> {
    const { type, id } = net;
    if (net.created) {
      if (net.moved !== 'remove') await this.writer.remove(uow, type, id);
      return;
    }
    if (net.moved === 'remove') await this.writer.restore(uow, type, id);
    const edit = this.edit(uow, net, new Set(), result);
    if (edit) await this.writer.update(uow, type, id, edit.body, { set: edit.set });
    if (net.moved === 'restore') await this.writer.remove(uow, type, id);
  }

  /** What gives the fields of a record their old values; undefined when there is nothing to write. */
  private edit(uow: UnitOfWork, net: NetChange, since: ReadonlySet<string>, result: UndoResult): Edit | undefined {
    const { type, id, before } = net;
    const record = { recordType: type.name, recordId: id };
    const names = Object.keys(before);
    const readonly = names.filter((name) => !isRestorable(uow, type, name));
    const changed = names.filter((name) => !readonly.includes(name) && since.has(name));
    const open = names.filter((name) => !readonly.includes(name) && !changed.includes(name));
    if (changed.length > 0) result.skipped.push({ ...record, reason: 'changedSince', fields: changed });
    // Fields that rules fill follow from the others; they are worth a word only when nothing else was taken back.
    if (open.length === 0 && changed.length === 0 && readonly.length > 0 && !net.moved)
      result.skipped.push({ ...record, reason: 'readonly', fields: readonly });
    return open.length > 0 ? { id, ...oldValues(type, open, before) } : undefined;
  }

  /** Writes the old values of many records with few statements; one that is refused stays as it is. */
  private async write(uow: UnitOfWork, type: RecordType, edits: readonly Edit[], result: UndoResult): Promise<void> {
    if (edits.length === 0) return;
    const outcomes = await this.writer.updateMany(uow, type, edits);
    for (const [i, outcome] of outcomes.entries())
      if (outcome.status !== 'failed') result.undone += 1;
      else
        result.skipped.push({
          recordType: type.name,
          recordId: edits[i]?.id as string,
          reason: 'refused',
          problem: describeProblem(outcome.problem),
        });
  }

  private async netChanges(
    uow: UnitOfWork,
    operationId: string,
    type: RecordType,
    ids: readonly string[],
  ): Promise<NetChange[]> {
    const rows = await uow.query<ChangeRow>(
      `select ${CHANGE_COLUMNS} from changes c where c.record_id = any($1::uuid[]) and c.record_type = $2 and c.operation_id = $3 order by c.seq`,
      [ids, type.name, operationId],
    );
    const byId = Map.groupBy(rows, ({ recordId }) => recordId);
    return ids.map((id) => netChange(type, id, byId.get(id) ?? [], uow.principal));
  }

  /** Names of the fields that others have changed after the operation, by record; `*` for a move into or out of the recycle bin. */
  private async changedSince(
    uow: UnitOfWork,
    operationId: string,
    type: RecordType,
    nets: readonly NetChange[],
  ): Promise<Map<string, Set<string>>> {
    const rows = await uow.query<{ id: string; action: string; before: string | null }>(
      `select c.record_id as id, c.action, c.before::text as before
       from unnest($1::uuid[], $2::bigint[]) n (id, seq) join changes c on c.record_id = n.id and c.seq > n.seq
       where c.record_type = $3 and c.operation_id is distinct from $4 and c.action = any($5)`,
      [nets.map(({ id }) => id), nets.map(({ lastSeq }) => lastSeq), type.name, operationId, RECORD_ACTIONS],
    );
    const found = new Map<string, Set<string>>();
    for (const { id, action, before } of rows) {
      const names = found.get(id) ?? new Set<string>();
      const columns = columnsOf(before);
      for (const field of type.fields.values()) if (Object.hasOwn(columns, field.column)) names.add(field.name);
      if (action !== 'update') names.add('*');
      found.set(id, names);
    }
    return found;
  }
}

interface Edit {
  readonly id: string;
  readonly body: Record<string, unknown>;
  readonly set: RecordValues;
}

/** Neighbours of one type; the order of the records stays. */
function runsOf(records: readonly TouchedRecord[]): TouchedRecord[][] {
  const runs: TouchedRecord[][] = [];
  for (const record of records) {
    const run = runs.at(-1);
    if (run?.[0]?.recordType === record.recordType) run.push(record);
    else runs.push([record]);
  }
  return runs;
}

function netChange(type: RecordType, id: string, rows: readonly ChangeRow[], principal: Principal): NetChange {
  const before: Record<string, unknown> = {};
  for (const row of rows) {
    const old = entryOf(row, type, principal)?.before ?? {};
    for (const [name, value] of Object.entries(old)) if (!Object.hasOwn(before, name)) before[name] = value;
  }
  const moves = rows.filter((row) => row.action === 'remove' || row.action === 'restore');
  const [first, last] = [moves[0]?.action, moves.at(-1)?.action];
  const created = rows.some((row) => row.action === 'create');
  // In and out again is no move; a record that was made and removed is gone either way.
  const moved = created ? last : first === last ? last : undefined;
  return { type, id, created, moved: moved as NetChange['moved'], before, lastSeq: rows.at(-1)?.id ?? '0' };
}
