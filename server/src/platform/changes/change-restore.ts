import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';
import type { FieldDefinition } from '../records/field-definition.js';
import { parseValue } from '../records/record-input.js';
import type { RecordValues } from '../records/record-rules.js';
import type { RecordType } from '../records/record-type.js';
import type { RecordView } from '../records/record-view.js';
import { RecordWriter, type WriteOptions } from '../records/record-writer.js';
import { ChangeLog } from './change-log.js';

/** Whether a restore may write the field: what the product fills itself, or the caller may not write, it leaves alone. */
export function isRestorable(uow: UnitOfWork, type: RecordType, name: string): boolean {
  const field = type.fields.get(name);
  const filled = field?.readonly && !field.restorable;
  return field !== undefined && !filled && uow.principal.fieldLevel(type.name, name) === 'write';
}

/** Old values as an edit writes them: what callers may name, and readonly ones that only an undo sets. */
export function oldValues(
  type: RecordType,
  names: readonly string[],
  before: Readonly<Record<string, unknown>>,
): { body: Record<string, unknown>; set: RecordValues } {
  const part = (readonly: boolean) => names.filter((name) => (type.fields.get(name)?.readonly ?? false) === readonly);
  return {
    body: Object.fromEntries(part(false).map((name) => [name, before[name]])),
    set: Object.fromEntries(
      part(true).map((name) => [name, parseValue(type.fields.get(name) as FieldDefinition, before[name])]),
    ),
  };
}

/** "Restore the old value": an ordinary edit that writes what a field was before a change. */
@Injectable()
export class ChangeRestore {
  constructor(
    private readonly log: ChangeLog,
    private readonly writer: RecordWriter,
  ) {}

  /**
   * Gives the named fields, or all that the change touched, the values they had before it. Rights, version, validation
   * and rules hold as for any edit.
   * @throws Problem 400, 403, 404, 409, 412, 422 `changes.nothingToRestore`
   */
  async restore(
    uow: UnitOfWork,
    type: RecordType,
    id: string,
    request: { readonly changeId: string; readonly fields?: readonly string[] },
    options: WriteOptions,
  ): Promise<RecordView> {
    const { before } = await this.log.change(uow, type, id, request.changeId);
    const names = request.fields ?? Object.keys(before ?? {}).filter((name) => isRestorable(uow, type, name));
    const missing = names.find((name) => before === null || !Object.hasOwn(before, name));
    if (missing !== undefined || names.length === 0)
      throw Problem.rule(
        'changes.nothingToRestore',
        missing ? [{ path: 'fields', code: 'changes.notInChange', params: { field: missing } }] : [],
      );
    const barred = names.find((name) => type.fields.get(name)?.readonly && !isRestorable(uow, type, name));
    if (barred !== undefined) throw Problem.invalid('body.invalid', [{ path: barred, code: 'field.readonly' }]);
    const { body, set } = oldValues(type, names, before ?? {});
    return this.writer.update(uow, type, id, body, { ...options, set });
  }
}
