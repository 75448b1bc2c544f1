import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import type { RecordChange, RecordRules, RecordValues } from '../../records/record-rules.js';
import { recordTypes } from '../../records/record-type.js';
import { CompanyRegistry } from '../company-registry.js';
import { mustCustomise } from '../fields/custom-field-rules.js';
import { jsonOf } from '../fields/field-parts.js';
import { FOR_EVERYBODY, LAYOUT_PARTS, namesIn } from './layout-parts.js';

/** A layout is checked against the registry: it names fields that are there. */
@Injectable()
export class RecordLayoutRules implements RecordRules {
  constructor(private readonly registry: CompanyRegistry) {}

  beforeSave({ uow, before, after, fault }: RecordChange): void {
    mustCustomise(uow);
    const type = recordTypes.find(String(after.recordType));
    if (!type || type.internal) return fault('recordType', 'layout.typeUnknown');
    if (before && before.recordType !== after.recordType) fault('recordType', 'field.readonly');
    for (const [name, schema] of Object.entries(LAYOUT_PARTS)) {
      const value = jsonOf(after[name]);
      if (value === null) continue;
      const read = schema.safeParse(value);
      if (!read.success) {
        fault([name, ...(read.error.issues[0]?.path ?? [])].join('.'), 'layout.form');
        continue;
      }
      const strange = namesIn(name, read.data).find((field) => !type.fields.has(field));
      if (strange !== undefined) fault(name, 'filter.unknownField', { field: strange });
      after[name] = JSON.stringify(read.data);
    }
    if ((after.roleIds as unknown[] | undefined)?.length)
      for (const name of FOR_EVERYBODY) if (jsonOf(after[name]) !== null) fault(name, 'layout.forEverybody');
  }

  afterSave({ uow }: RecordChange): void {
    this.registry.follow(uow);
  }

  beforeRemove(_layout: Readonly<RecordValues>, uow: UnitOfWork): void {
    mustCustomise(uow);
  }

  afterRemove(_layout: Readonly<RecordValues>, uow: UnitOfWork): void {
    this.registry.follow(uow);
  }

  afterRestore(_layout: Readonly<RecordValues>, uow: UnitOfWork): void {
    mustCustomise(uow);
    this.registry.follow(uow);
  }
}
