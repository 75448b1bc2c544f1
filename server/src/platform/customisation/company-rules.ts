import { currentLocale } from '../context/request-context.js';
import type { Filter } from '../filters/filter-schema.js';
import { matches } from '../filters/filter-matcher.js';
import type { FieldDefinition } from '../records/field-definition.js';
import { changedFields } from '../records/record-change.js';
import type { RecordChange, RecordRules } from '../records/record-rules.js';
import type { RecordType } from '../records/record-type.js';
import { type AutoNumber, nextNumber } from './fields/auto-number.js';
import { type CalculatedField, calculate } from './formula/calculation.js';

/** A condition of a definition, with the fields that it looks at. */
export interface Condition {
  readonly filter: Filter;
  readonly fields: readonly string[];
}

/** A required field that is wanted only when its condition holds. */
export interface ConditionalField {
  readonly field: FieldDefinition;
  readonly visibleWhen: Condition;
}

/** A rule that refuses the records for which it holds. */
export interface FieldValidation {
  readonly field: FieldDefinition;
  readonly when: Condition;
  readonly message: { readonly fa: string; readonly en: string };
}

export interface Demands {
  readonly numbers: readonly AutoNumber[];
  readonly calculated: readonly CalculatedField[];
  readonly required: readonly ConditionalField[];
  readonly validations: readonly FieldValidation[];
}

/** Tells that a record has changed, so that what is calculated from it elsewhere follows. */
export type Follow = (type: RecordType, change: RecordChange, changed: ReadonlySet<string>) => Promise<void>;

/** What the definitions of one record type demand of each write of its records. */
export class CompanyRules implements RecordRules {
  constructor(
    private readonly type: RecordType,
    private readonly demands: Demands,
    private readonly follow: Follow,
  ) {}

  async beforeSave(change: RecordChange): Promise<void> {
    const { before, after, uow } = change;
    const { numbers, calculated } = this.demands;
    if (!before) for (const number of numbers) after[number.field.name] ??= await nextNumber(uow, number);
    await calculate(uow, calculated, after);
    this.check(change, changedFields(this.type, change));
  }

  afterSave(change: RecordChange): Promise<void> {
    return this.follow(this.type, change, changedFields(this.type, change));
  }

  /** Old records that a newer rule would refuse stay editable: a rule is asked when something changes that it looks at. */
  private check(change: RecordChange, changed: ReadonlySet<string>): void {
    const { before, after, uow } = change;
    const concerns = (names: readonly string[]) => !before || names.some((name) => changed.has(name));
    for (const { field, visibleWhen } of this.demands.required) {
      const missing = after[field.name] === null || after[field.name] === undefined;
      if (!missing || !concerns([field.name, ...visibleWhen.fields])) continue;
      if (matches(visibleWhen.filter, this.type, after, uow.principal)) change.fault(field.name, 'field.required');
    }
    for (const { field, when, message } of this.demands.validations)
      if (concerns(when.fields) && matches(when.filter, this.type, after, uow.principal))
        change.fault(field.name, 'customField.refused', { message: message[currentLocale()] });
  }
}
