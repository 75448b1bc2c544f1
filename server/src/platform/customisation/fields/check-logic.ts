import { Params } from '../../access/scope-predicate.js';
import { FilterCompiler } from '../../filters/filter-compiler.js';
import { fieldsOfCondition } from '../../filters/filter-matcher.js';
import { readFilter } from '../../filters/filter-schema.js';
import type { RecordChange, RecordValues } from '../../records/record-rules.js';
import type { RecordType } from '../../records/record-type.js';
import { calculatedOf } from '../definitions.js';
import { readFormula, type ValueType } from '../formula/expression.js';
import { FORMULA_KINDS, type FieldKind } from './field-kinds.js';
import { jsonOf, validationsSchema } from './field-parts.js';
import { toField } from './to-field.js';

const RESULT: Readonly<Partial<Record<FieldKind, ValueType>>> = {
  text: 'text',
  number: 'number',
  percent: 'number',
  money: 'number',
  date: 'date',
  boolean: 'boolean',
};

/**
 * Checks the conditions and the formula of a definition against the record type as it will be.
 *
 * @param others the other definitions of the type, as they are committed
 * @throws Problem 400 `filter.invalid`, 422 `formula.invalid`
 */
export function checkLogic(change: RecordChange, type: RecordType, others: readonly RecordValues[]): void {
  const own = { ...change.after, id: change.id };
  const definitions = [...others.filter(({ id }) => id !== change.id), own];
  const fields = definitions.map((definition) => toField(definition));
  const future: RecordType = {
    ...type,
    fields: new Map([...type.fields, ...fields.map((field) => [field.name, field] as const)]),
  };
  checkCondition(change, future, 'visibleWhen', change.after.visibleWhen);
  checkValidations(change, future);
  checkFormula(change, future, definitions);
}

function checkCondition(change: RecordChange, type: RecordType, path: string, value: unknown): void {
  const filter = readFilter(jsonOf(value) ?? undefined);
  if (!filter) return;
  fieldsOfCondition(filter, type, path);
  new FilterCompiler(change.uow.principal, new Params()).compile(filter, type, 't', path);
}

function checkValidations(change: RecordChange, type: RecordType): void {
  const value = jsonOf(change.after.validations);
  if (value === null) return;
  const read = validationsSchema.safeParse(value);
  if (!read.success) return change.fault('validations', 'customField.validations');
  for (const [i, { when }] of read.data.entries()) checkCondition(change, type, `validations[${i}].when`, when);
  change.after.validations = JSON.stringify(read.data);
}

function checkFormula(change: RecordChange, type: RecordType, definitions: readonly RecordValues[]): void {
  const value = jsonOf(change.after.formula);
  if (value === null) return;
  const kind = change.after.kind as FieldKind;
  if (!FORMULA_KINDS.has(kind)) return change.fault('formula', 'customField.notForKind');
  const formula = readFormula(value, type);
  if (formula.type !== RESULT[kind]) return change.fault('formula', 'formula.result');
  const name = `custom.${String(change.after.name)}`;
  if (!calculatedOf(type, definitions).some(({ field }) => field.name === name))
    change.fault('formula', 'formula.cyclic');
}
