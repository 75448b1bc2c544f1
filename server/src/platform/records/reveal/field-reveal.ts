import { performance } from 'node:perf_hooks';
import { Injectable } from '@nestjs/common';
import { Allowance } from '../../access/allowance.js';
import { refuseFor } from '../../access/rate-limits.js';
import { DataDoor } from '../../database/data-door.js';
import { Problem } from '../../errors/problem.js';
import { selected } from '../about.js';
import { FIELD_TYPES } from '../field-types.js';
import { isUuid } from '../field-types.js';
import type { RecordType } from '../record-type.js';

/** A person who looks something up needs a few; a list of all numbers is what a mask is there against. */
const REVEALS_PER_MINUTE = 20;

export interface RevealedValue {
  readonly field: string;
  /** The value as the record itself would show it to somebody with the right to read it. */
  readonly value: unknown;
}

/** Uncovers one masked value of one record, and tells so in the record's history. */
@Injectable()
export class FieldReveal {
  private readonly allowance = new Allowance(REVEALS_PER_MINUTE);

  constructor(private readonly door: DataDoor) {}

  /**
   * @throws Problem 400 for a field that isn't there (or hidden: the two look the same), 403, 404, 422 `field.notMasked` for
   *   one that is open anyway, 429
   */
  reveal(type: RecordType, id: string, name: string): Promise<RevealedValue> {
    return this.door.write(async (uow) => {
      uow.principal.authorize(type.name, 'view');
      const field = type.fields.get(name);
      const level = uow.principal.fieldLevel(type.name, name);
      if (!field || field.secret || field.writeOnly || level === 'hidden')
        throw Problem.invalid('body.invalid', [{ path: 'field', code: 'field.unknown' }]);
      const row = isUuid(id)
        ? await uow.one(
            `select ${selected(field, 't')} from ${type.table} t where t.id = $1 and t.deleted_at is null`,
            [id],
          )
        : undefined;
      if (!row) throw Problem.notFound();
      if (level !== 'masked') throw Problem.rule('record.rule', [{ path: 'field', code: 'field.notMasked' }]);
      refuseFor(this.allowance.take(uow.principal.userId ?? '', performance.now()));
      await uow.query('select note_access($1, $2, $3, $4)', [type.name, id, 'reveal', JSON.stringify({ field: name })]);
      const value = row[name];
      return {
        field: name,
        value: value === null || value === undefined ? null : FIELD_TYPES[field.type].toJson(value),
      };
    });
  }
}
