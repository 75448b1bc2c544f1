import { Logger } from '@nestjs/common';
import { fieldsOfCondition } from '../filters/filter-matcher.js';
import { readFilter } from '../filters/filter-schema.js';
import type { FieldDefinition } from '../records/field-definition.js';
import { parseValue } from '../records/record-input.js';
import type { RecordValues } from '../records/record-rules.js';
import type { RecordType } from '../records/record-type.js';
import type { Condition, Demands } from './company-rules.js';
import { jsonOf, readNumbering, readValidations } from './fields/field-parts.js';
import { defaultOf, toField } from './fields/to-field.js';
import { type CalculatedField, inOrder, madeOf } from './formula/calculation.js';
import { readFormula } from './formula/expression.js';

const log = new Logger('Registry');

/** The fields of the definitions of one record type, without what needs the other fields to be known. */
export function plainFields(definitions: readonly RecordValues[]): FieldDefinition[] {
  return definitions.map((definition) => {
    const field = toField(definition);
    const value = defaultOf(definition);
    return value === undefined || field.readonly ? field : { ...field, default: parseValue(field, value) };
  });
}

/** What goes wrong in one definition leaves the others alone: it was sound when it was saved, and something it used is gone. */
function attempt<T>(name: unknown, read: () => T): T[] {
  try {
    return [read()];
  } catch (error) {
    log.warn(`definition ${String(name)}: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
}

function conditionOf(type: RecordType, value: unknown): Condition | undefined {
  const filter = readFilter(jsonOf(value) ?? undefined);
  return filter && { filter, fields: fieldsOfCondition(filter, type) };
}

/** The calculated fields of a type, each after those that it is made of. */
export function calculatedOf(type: RecordType, definitions: readonly RecordValues[]): CalculatedField[] {
  const all = definitions.flatMap((definition) => {
    const field = type.fields.get(`custom.${String(definition.name)}`);
    const formula = jsonOf(definition.formula);
    return field && formula !== null
      ? attempt(definition.name, () => ({ field, formula: readFormula(formula, type) }))
      : [];
  });
  return inOrder(all);
}

/** Fields made of others carry their names: whoever may not read one of those may not read them either. */
export function withOrigins(type: RecordType, calculated: readonly CalculatedField[]): FieldDefinition[] {
  const origins = new Map(calculated.map((one) => [one.field.name, madeOf(one, calculated)]));
  return [...type.fields.values()]
    .filter((field) => field.custom)
    .map((field) => (origins.has(field.name) ? { ...field, madeOf: origins.get(field.name) } : field));
}

/** What the definitions of a type, all of whose fields are known, demand of each write. */
export function demandsOf(
  type: RecordType,
  definitions: readonly RecordValues[],
  calculated: readonly CalculatedField[],
): Demands {
  const each = definitions.flatMap((definition) => {
    const field = type.fields.get(`custom.${String(definition.name)}`);
    return field ? [{ definition, field }] : [];
  });
  return {
    numbers: each.flatMap(({ definition, field }) =>
      definition.kind === 'autoNumber' ? [{ field, numbering: readNumbering(definition.numbering) }] : [],
    ),
    calculated,
    required: each.flatMap(({ definition, field }) => {
      const [visibleWhen] = attempt(definition.name, () => conditionOf(type, definition.visibleWhen));
      return field.required && visibleWhen ? [{ field, visibleWhen }] : [];
    }),
    validations: each.flatMap(({ definition, field }) =>
      attempt(definition.name, () =>
        readValidations(definition.validations).flatMap(({ when, message }) => {
          const condition = conditionOf(type, when);
          return condition ? [{ field, when: condition, message }] : [];
        }),
      ).flat(),
    ),
  };
}
