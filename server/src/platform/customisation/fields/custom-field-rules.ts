import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { Problem } from '../../errors/problem.js';
import type { PendingChange } from '../../records/record-change.js';
import type { RecordChange, RecordRules, RecordValues } from '../../records/record-rules.js';
import { recordTypes } from '../../records/record-type.js';
import { CompanyRegistry, fieldDefinitions } from '../company-registry.js';
import { Recalculation } from '../formula/recalculation.js';
import { checkDefinition, checkName, isCustomisable } from './check-definition.js';
import { checkLogic } from './check-logic.js';
import { jsonOf } from './field-parts.js';
import { addColumn, indexColumn, needsIndex, searchColumns } from './columns.js';

/** Fields that one record type may have; Postgres has room for 1,600 columns, and rows for as many values. */
const MOST_FIELDS = 500;
/** What stays as it was made: data and programs rely on it. */
const FIXED = ['recordType', 'name', 'kind', 'linkTarget'];

/** Only who may customise writes definitions. @throws Problem 403 */
export function mustCustomise(uow: UnitOfWork): void {
  uow.principal.authorize('customisation', 'edit');
}

/** What a definition must be, and the column that follows it, in one transaction. */
@Injectable()
export class CustomFieldRules implements RecordRules {
  constructor(
    private readonly registry: CompanyRegistry,
    private readonly recalculation: Recalculation,
  ) {}

  async beforeSave(change: RecordChange): Promise<void> {
    const { uow, before, after, fault } = change;
    mustCustomise(uow);
    const type = recordTypes.find(String(after.recordType));
    if (!isCustomisable(type)) return fault('recordType', 'customField.typeUnknown');
    if (before) for (const name of FIXED) if (before[name] !== after[name]) fault(name, 'customField.fixed');
    // One at a time per type: two administrators may add the same field, or two halves of a circle, at once.
    await uow.query('select pg_advisory_xact_lock(hashtext($1))', [`custom-fields/${type.name}`]);
    if (!before) {
      checkName(change, type);
      await this.checkRoom(change);
    }
    checkDefinition(change);
    if ((change as PendingChange).faults.length === 0) checkLogic(change, type, await fieldDefinitions(uow, type.name));
  }

  async afterSave({ uow, id, before, after }: RecordChange): Promise<void> {
    if (!before) await addColumn(uow, id, after);
    if (needsIndex(after) !== (before !== undefined && needsIndex(before))) await indexColumn(uow, after);
    if ((after.searchable === true) !== (before?.searchable === true))
      await searchColumns(uow, String(after.recordType));
    if (formulaText(before) !== formulaText(after) && after.formula)
      await this.recalculation.all(uow, String(after.recordType));
    this.registry.follow(uow);
  }

  beforeRemove(field: Readonly<RecordValues>, uow: UnitOfWork): void {
    mustCustomise(uow);
    const user = this.registry.usedBy(String(field.recordType), String(field.name));
    if (user !== undefined) throw Problem.rule('customField.inUse', [], { name: user });
  }

  async afterRemove(field: Readonly<RecordValues>, uow: UnitOfWork): Promise<void> {
    if (field.searchable === true) await searchColumns(uow, String(field.recordType));
    this.registry.follow(uow);
  }

  async afterRestore(field: Readonly<RecordValues>, uow: UnitOfWork): Promise<void> {
    mustCustomise(uow);
    if (field.searchable === true) await searchColumns(uow, String(field.recordType));
    this.registry.follow(uow);
  }

  private async checkRoom({ uow, after, fault }: RecordChange): Promise<void> {
    const rows = await uow.elevated('names of custom fields', () =>
      uow.query<{ name: string }>('select lower(name collate "C") as name from custom_fields where record_type = $1', [
        after.recordType,
      ]),
    );
    if (rows.some(({ name }) => name === String(after.name).toLowerCase())) fault('name', 'customField.nameTaken');
    if (rows.length >= MOST_FIELDS) fault('recordType', 'customField.tooMany', { max: MOST_FIELDS });
  }
}

function formulaText(definition: Readonly<RecordValues> | undefined): string {
  return JSON.stringify(jsonOf(definition?.formula));
}
