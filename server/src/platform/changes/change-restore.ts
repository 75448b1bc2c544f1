import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';
import type { RecordType } from '../records/record-type.js';
import type { RecordView } from '../records/record-view.js';
import { RecordWriter, type WriteOptions } from '../records/record-writer.js';
import { ChangeLog } from './change-log.js';

/** Whether a restore may write the field: what the product fills itself, or the caller may not write, it leaves alone. */
export function isRestorable(uow: UnitOfWork, type: RecordType, name: string): boolean {
  const field = type.fields.get(name);
  return field !== undefined && !field.readonly && uow.principal.fieldLevel(type.name, name) === 'write';
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
    const body = Object.fromEntries(names.map((name) => [name, before?.[name]]));
    return this.writer.update(uow, type, id, body, options);
  }
}
