import { Injectable } from '@nestjs/common';
import { scopePredicate, Params } from '../access/scope-predicate.js';
import type { Action } from '../access/principal.js';
import { clock } from '../context/clock.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';
import { selected, storedIn } from './about.js';
import type { FieldDefinition } from './field-definition.js';
import { isUuid } from './field-types.js';
import { newId } from './new-id.js';
import { type BatchInput, type BatchOutcome, RecordBatch } from './record-batch.js';
import {
  afterSave,
  beforeSave,
  changedFields,
  fieldsToLink,
  HANDING_OVER,
  NEVER_SET,
  type PendingChange,
  pendingChange,
} from './record-change.js';
import { readInput } from './record-input.js';
import { checkLinks } from './record-links.js';
import { authorizeHandOver, isForAnother, ownNew } from './record-ownership.js';
import { checkUnique } from './record-unique.js';
import type { RecordChange, RecordValues } from './record-rules.js';
import type { RecordType } from './record-type.js';
import { projectionOf, type RecordView } from './record-view.js';

export interface WriteOptions {
  /** Version that the caller read (`If-Match`). */
  readonly ifMatch?: number;
  /** Id for a new record, when the caller made one. */
  readonly id?: string;
  /** Values of readonly fields, from the product's own use cases. */
  readonly set?: RecordValues;
}

/** Writes records. Form, inline edit, board, bulk, import, workflow and API all pass here. */
@Injectable()
export class RecordWriter {
  /** @throws Problem 400, 403, 409, 422 */
  async create(uow: UnitOfWork, type: RecordType, body: unknown, options: WriteOptions = {}): Promise<RecordView> {
    uow.principal.authorize(type.name, 'create');
    const input = readInput(type, body, uow.principal, 'create');
    const after: RecordValues = { ...input.values, ...options.set };
    const id = options.id ?? newId();
    await ownNew(uow, type, [after]);
    const change = pendingChange(uow, 'create', id, undefined, after, input.given);
    await this.complete(uow, type, change);
    const handing = isForAnother(uow, type, after);
    if (handing) authorizeHandOver(uow, type, change);
    const names = Object.keys(after).filter((name) => type.fields.has(name) && after[name] !== undefined);
    const stored = names.flatMap((name) => storedIn(fieldOf(type, name), after[name]));
    const columns = stored.map(([column]) => column);
    const values = stored.map(([, value]) => value);
    const write = () =>
      uow.queryKept<RecordView>(
        `insert into ${type.table} as t (id, created_by, updated_by, ${columns.join(', ')})
         values ($1, $2, $2, ${values.map((_, i) => `$${i + 3}`).join(', ')}) returning ${projectionOf(type, uow.principal).columns}`,
        [id, uow.principal.userId, ...values],
      );
    const [row] = handing ? await uow.elevated('assign', write) : await write();
    await afterSave(type, change);
    return projectionOf(type, uow.principal).view(row as RecordView);
  }

  /** @throws Problem 400, 403, 404, 409, 412, 422 */
  async update(
    uow: UnitOfWork,
    type: RecordType,
    id: string,
    body: unknown,
    options: WriteOptions = {},
  ): Promise<RecordView> {
    const before = await this.lock(uow, type, id, false);
    await this.mustReach(uow, type, id, 'edit');
    this.mustMatch(uow, type, before, options.ifMatch ?? echoedVersion(body));
    const input = readInput(type, body, uow.principal, 'update');
    const after: RecordValues = { ...before, ...input.values, ...options.set };
    const change = pendingChange(uow, 'update', id, before, after, input.given);
    await this.complete(uow, type, change);
    return this.store(uow, type, change);
  }

  /** Creates many records with few statements; a bad one fails alone. @throws Problem 403 */
  createMany(uow: UnitOfWork, type: RecordType, inputs: readonly BatchInput[]): Promise<BatchOutcome[]> {
    return new RecordBatch(uow, this, type, inputs).create();
  }

  /** Changes many records with few statements; a bad one fails alone. */
  updateMany(uow: UnitOfWork, type: RecordType, inputs: readonly BatchInput[]): Promise<BatchOutcome[]> {
    return new RecordBatch(uow, this, type, inputs).update();
  }

  /** To the recycle bin. @throws Problem 403, 404, 412, 422 */
  async remove(uow: UnitOfWork, type: RecordType, id: string, options: WriteOptions = {}): Promise<void> {
    const before = await this.lock(uow, type, id, false);
    await this.mustReach(uow, type, id, 'delete');
    this.mustMatch(uow, type, before, options.ifMatch);
    await type.rules?.beforeRemove?.(before, uow);
    const removed = await uow.execute(
      `update ${type.table} set deleted_at = $2, deleted_by = $3, version = version + 1, updated_at = $2, updated_by = $3 where id = $1`,
      [id, clock.now(), uow.principal.userId],
    );
    if (removed === 0) throw Problem.forbidden('access.denied', { recordType: type.name, action: 'delete' });
    await type.rules?.afterRemove?.(before, uow);
  }

  /** Out of the recycle bin. @throws Problem 403, 404, 409 */
  async restore(uow: UnitOfWork, type: RecordType, id: string): Promise<RecordView> {
    const before = await this.lock(uow, type, id, true);
    await this.mustReach(uow, type, id, 'restore');
    await checkUnique(uow, type, id, before, new Set(type.fields.keys()));
    const [row] = await uow.query<RecordView>(
      `update ${type.table} t set deleted_at = null, deleted_by = null, version = version + 1, updated_at = $2, updated_by = $3
       where t.id = $1 returning ${projectionOf(type, uow.principal).columns}`,
      [id, clock.now(), uow.principal.userId],
    );
    if (!row) throw Problem.forbidden('access.denied', { recordType: type.name, action: 'restore' });
    await type.rules?.afterRestore?.(before, uow);
    return projectionOf(type, uow.principal).view(row);
  }

  /** Sets readonly fields from a use case that has authorised the caller itself; rules and version still hold. */
  async set(
    uow: UnitOfWork,
    type: RecordType,
    id: string,
    values: RecordValues,
    options: WriteOptions = {},
  ): Promise<RecordView> {
    const before = await this.lock(uow, type, id, false);
    this.mustMatch(uow, type, before, options.ifMatch);
    const change = pendingChange(uow, 'update', id, before, { ...before, ...values }, new Set(Object.keys(values)));
    await this.complete(uow, type, change);
    return this.store(uow, type, change);
  }

  /** All column values of a record, held until the end of the transaction. @throws Problem 404 */
  async lock(uow: UnitOfWork, type: RecordType, id: string, deleted: boolean): Promise<RecordValues> {
    if (!isUuid(id)) throw Problem.notFound();
    const stored = [...type.fields.values()].filter((field) => !field.writeOnly);
    const columns = stored.map((field) => selected(field, 't')).join(', ');
    const [row] = await uow.queryKept(
      `select ${columns} from ${type.table} t where t.id = $1 and t.deleted_at is ${deleted ? 'not ' : ''}null`,
      [id],
    );
    if (!row) throw Problem.notFound();
    // Locked apart: `for update` asks for the right to change, and who may only look must get a 403, not a 404.
    const [locked] = await uow.queryKept(`select t.version from ${type.table} t where t.id = $1 for update`, [id]);
    if (locked && locked.version !== row.version) return this.lock(uow, type, id, deleted);
    return row;
  }

  /** @throws Problem 403 when the action doesn't reach this record */
  async mustReach(uow: UnitOfWork, type: RecordType, id: string, action: Action): Promise<void> {
    if (type.visibility === 'child') return uow.principal.authorize(type.name, action);
    const params = new Params();
    const idParam = params.add(id, '::uuid');
    const scope = scopePredicate(type, action, uow.principal, 't', params);
    if (!scope) return;
    const row =
      scope === 'false'
        ? undefined
        : (await uow.queryKept(`select 1 from ${type.table} t where t.id = ${idParam} and ${scope}`, params.values))[0];
    if (!row) throw Problem.forbidden('access.denied', { recordType: type.name, action });
  }

  private async complete(uow: UnitOfWork, type: RecordType, change: PendingChange): Promise<void> {
    await beforeSave(type, change);
    if (change.faults.length > 0) throw Problem.rule('record.rule', change.faults);
    const changed = changedFields(type, change);
    await checkLinks(uow, type, change.after, fieldsToLink(change, changed));
    await checkUnique(uow, type, change.id, change.after, changed);
  }

  private async store(uow: UnitOfWork, type: RecordType, change: RecordChange): Promise<RecordView> {
    const changed = [...changedFields(type, change)].filter((name) => !NEVER_SET.has(name));
    const projection = projectionOf(type, uow.principal);
    if (changed.length === 0) {
      const row = await uow.one<RecordView>(`select ${projection.columns} from ${type.table} t where t.id = $1`, [
        change.id,
      ]);
      return projection.view(row as RecordView);
    }
    const handing =
      HANDING_OVER.some((name) => changed.includes(name)) && !uow.principal.isSystem && type.visibility === 'owned';
    if (handing && !change.handsOver) await this.mustReach(uow, type, change.id, 'assign');
    const stored = changed.flatMap((name) => storedIn(fieldOf(type, name), change.after[name]));
    const sets = stored.map(([column], i) => `${column} = $${i + 4}`);
    const write = () =>
      uow.queryKept<RecordView>(
        `update ${type.table} t set ${sets.join(', ')}, version = t.version + 1, updated_at = $2, updated_by = $3
         where t.id = $1 returning ${projection.columns}`,
        [change.id, clock.now(), uow.principal.userId, ...stored.map(([, value]) => value)],
      );
    const [row] = handing ? await uow.elevated('assign', write) : await write();
    if (!row) throw Problem.forbidden('access.denied', { recordType: type.name, action: 'edit' });
    await afterSave(type, change);
    return projection.view(row);
  }

  private mustMatch(uow: UnitOfWork, type: RecordType, before: RecordValues, version: number | undefined): void {
    if (version === undefined || version === before.version) return;
    const visible = projectionOf(type, uow.principal);
    const current = Object.fromEntries(visible.fields.map((field) => [field.name, before[field.name]]));
    throw Problem.stale(visible.view(current));
  }
}

function fieldOf(type: RecordType, name: string): FieldDefinition {
  return type.fields.get(name) as FieldDefinition;
}

function echoedVersion(body: unknown): number | undefined {
  const version = (body as { version?: unknown } | null)?.version;
  return typeof version === 'number' ? version : undefined;
}
