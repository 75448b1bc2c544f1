import { Injectable } from '@nestjs/common';
import { clock } from '../context/clock.js';
import type { OperationUndoer } from '../changes/undo.service.js';
import type { SkippedRecord, UndoResult } from '../changes/operation-undo.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { describeProblem } from '../errors/problem-document.js';
import { Problem } from '../errors/problem.js';
import { visibleIds } from '../records/record-links.js';
import type { RecordValues } from '../records/record-rules.js';
import { recordTypes, type RecordType } from '../records/record-type.js';
import { RecordWriter } from '../records/record-writer.js';
import { type LinkPlace, placesOf } from './link-places.js';

interface Merge {
  readonly recordType: string;
  readonly into: string;
  readonly from: string[];
}

const WHY = 'unmerge';

/** Takes a merge back: both records, each with the children that were its own. What somebody has changed since stays. */
@Injectable()
export class Unmerge implements OperationUndoer {
  constructor(private readonly writer: RecordWriter) {}

  /** Rows that the merge moved. */
  async total(uow: UnitOfWork, operationId: string): Promise<number> {
    const row = await uow.elevated(WHY, () =>
      uow.one<{ n: number }>('select count(*)::int as n from merge_moves where operation_id = $1', [operationId]),
    );
    return row?.n ?? 0;
  }

  /** @throws Problem 403, 404 for whoever may not edit and remove the record that stayed, 409 when it went into another one since */
  async undo(uow: UnitOfWork, operationId: string): Promise<UndoResult> {
    await uow.query(`select set_config('statement_timeout', '0', true)`);
    const merge = await this.merge(uow, operationId);
    const type = recordTypes.get(merge.recordType);
    await this.writer.lock(uow, type, merge.into, false).catch((error: unknown) => {
      throw error instanceof Problem && error.status === 404 ? Problem.conflict('merge.intoGone') : error;
    });
    await this.writer.mustReach(uow, type, merge.into, 'edit');
    await this.writer.mustReach(uow, type, merge.into, 'delete');
    const result: UndoResult = { undone: 1, skipped: [] };
    await this.fields(uow, operationId, type, merge.into, result);
    await uow.elevated(WHY, async () => {
      await this.records(uow, type, merge, result);
      await this.children(uow, operationId, type, result);
      await this.rest(uow, operationId, merge);
    });
    await type.rules?.afterMerge?.([merge.into, ...merge.from], uow);
    for (const id of [merge.into, ...merge.from])
      await uow.query('select note_access($1, $2, $3, $4)', [type.name, id, 'unmerge', '{}']);
    return { undone: result.undone, skipped: await seen(uow, result.skipped) };
  }

  private async merge(uow: UnitOfWork, operationId: string): Promise<Merge> {
    const found = await uow.elevated(WHY, () =>
      uow.one<Merge & object>(
        `select record_type as "recordType", into_id as into, array_agg(from_id order by from_id) as from
         from record_merges where operation_id = $1 and undone_at is null group by 1, 2`,
        [operationId],
      ),
    );
    if (!found) throw Problem.conflict('operation.wrongStatus', { params: { status: 'failed' } });
    return found;
  }

  /** The fields that the merge chose get their old values, unless somebody has changed them since. */
  private async fields(uow: UnitOfWork, operationId: string, type: RecordType, into: string, result: UndoResult) {
    const moves = await uow.elevated(WHY, () =>
      uow.query<{ field: string; before: unknown; after: unknown }>(
        `select field, before, after from merge_moves where operation_id = $1 and kind = 'chosen' order by id desc`,
        [operationId],
      ),
    );
    if (moves.length === 0) return;
    const now = await this.writer.lock(uow, type, into, false);
    const same = (value: unknown, other: unknown) => JSON.stringify(value ?? null) === JSON.stringify(other ?? null);
    const open = moves.filter(({ field, after }) => type.fields.has(field) && same(now[field], after));
    const changed = moves.filter(({ field, after }) => type.fields.has(field) && !same(now[field], after));
    const record = { recordType: type.name, recordId: into };
    if (changed.length > 0)
      result.skipped.push({ ...record, reason: 'changedSince', fields: changed.map(({ field }) => field) });
    const values: RecordValues = Object.fromEntries(open.map(({ field, before }) => [field, before]));
    try {
      await uow.savepoint(() => this.writer.set(uow, type, into, values));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const fields = open.map(({ field }) => field);
      result.skipped.push({ ...record, reason: 'refused', fields, problem: describeProblem(error) });
    }
  }

  /** Those that went come out of the recycle bin. */
  private async records(uow: UnitOfWork, type: RecordType, { from }: Merge, result: UndoResult): Promise<void> {
    const back = await uow.query<{ id: string }>(
      `update ${type.table} t set deleted_at = null, deleted_by = null, version = t.version + 1, updated_at = $2, updated_by = $3
       where t.id = any($1::uuid[]) and t.deleted_at is not null returning t.id`,
      [from, clock.now(), uow.principal.userId],
    );
    result.undone += back.length;
    for (const id of from)
      if (!back.some((row) => row.id === id))
        result.skipped.push({ recordType: type.name, recordId: id, reason: 'changedSince' });
  }

  private async children(uow: UnitOfWork, operationId: string, type: RecordType, result: UndoResult): Promise<void> {
    const kinds = await uow.query<{ recordType: string; field: string }>(
      `select distinct record_type as "recordType", field from merge_moves where operation_id = $1 and kind = 'child'`,
      [operationId],
    );
    const places = placesOf(type);
    for (const { recordType, field } of kinds) {
      const place = places.find((one) => one.type.name === recordType && one.field.name === field);
      if (place) await this.place(uow, operationId, place, result);
    }
    const removed = await uow.query<{ recordType: string; ids: string[] }>(
      `select record_type as "recordType", array_agg(record_id) as ids from merge_moves
       where operation_id = $1 and kind = 'removed' group by 1`,
      [operationId],
    );
    for (const { recordType, ids } of removed)
      result.undone += await uow.execute(
        `update ${recordTypes.get(recordType).table} t set deleted_at = null, deleted_by = null, version = t.version + 1,
           updated_at = $2, updated_by = $3 where t.id = any($1::uuid[]) and t.deleted_at is not null`,
        [ids, clock.now(), uow.principal.userId],
      );
  }

  private async place(uow: UnitOfWork, operationId: string, place: LinkPlace, result: UndoResult): Promise<void> {
    const { type, field, column } = place;
    const value =
      field.type === 'links'
        ? `array(select jsonb_array_elements_text(m.before))::uuid[]`
        : `(m.before #>> '{}')::uuid`;
    const moves = `from merge_moves m where m.operation_id = $1 and m.kind = 'child' and m.record_type = $2 and m.field = $3 and m.record_id = t.id`;
    const differs = `to_jsonb(t.${column}) is distinct from m.after`;
    const changed = await uow.query<{ id: string }>(
      `select t.id from ${type.table} t where exists (select 1 ${moves} and ${differs})`,
      [operationId, type.name, field.name],
    );
    for (const { id } of changed)
      result.skipped.push({ recordType: type.name, recordId: id, reason: 'changedSince', fields: [field.name] });
    result.undone += await uow.execute(
      `update ${type.table} t set ${column} = ${value}, version = t.version + 1, updated_at = $4, updated_by = $5
       ${moves} and not (${differs})`,
      [operationId, type.name, field.name, clock.now(), uow.principal.userId],
    );
  }

  /** Followers, shares and other numbers that the merge added. */
  private async rest(uow: UnitOfWork, operationId: string, { into }: Merge): Promise<void> {
    await uow.execute(
      `delete from follows f using merge_moves m
       where m.operation_id = $1 and m.kind = 'follow' and f.user_id = m.record_id and f.record_id = $2`,
      [operationId, into],
    );
    await uow.execute(
      `update record_shares s set ended_at = $2, ended_by = $3 from merge_moves m
       where m.operation_id = $1 and m.kind = 'share' and s.id = m.record_id and s.ended_at is null`,
      [operationId, clock.now(), uow.principal.userId],
    );
    await uow.execute('delete from record_aliases where operation_id = $1', [operationId]);
    await uow.execute(
      `update record_aliases a set record_id = (m.before #>> '{}')::uuid from merge_moves m
       where m.operation_id = $1 and m.kind = 'alias' and a.operation_id = m.record_id and a.external_id = m.field and to_jsonb(a.record_id) = m.after`,
      [operationId],
    );
    await uow.execute('update record_merges set undone_at = $2 where operation_id = $1', [operationId, clock.now()]);
  }
}

/** Of what stays, only records that the caller sees are named. */
async function seen(uow: UnitOfWork, skipped: readonly SkippedRecord[]): Promise<SkippedRecord[]> {
  const visible = new Set<string>();
  for (const [recordType, own] of Map.groupBy(skipped, (one) => one.recordType)) {
    const type = recordTypes.get(recordType);
    if (type.visibility !== 'child' && !uow.principal.may(recordType, 'view')) continue;
    const ids = await visibleIds(
      uow,
      type,
      own.map(({ recordId }) => recordId),
    );
    for (const id of ids) visible.add(id);
  }
  return skipped.filter(({ recordId }) => visible.has(recordId));
}
