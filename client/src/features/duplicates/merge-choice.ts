import { customKey, isCustomField } from '~/api/custom';
import type { FieldInfo, RecordTypeInfo } from '~/api/record-types';
import type { RecordBase } from '~/api/records';
import { isWritable } from '../records/parts/fields';

/** A field in which records differ. */
export interface FieldChoice {
  field: FieldInfo;
  /** Ids of the records that have a value, in order. */
  filled: string[];
}

/** Value of a field; those of the company stand in `custom` of a record that came within something else. */
export function valueOf(record: RecordBase, field: FieldInfo): unknown {
  const value = isCustomField(field.name) ? record.custom?.[customKey(field.name)] : record[field.name];
  return Array.isArray(value) && value.length === 0 ? null : (value ?? null);
}

/** The fields that a merge has to choose a value of: writable ones that differ. */
export function choicesOf(type: RecordTypeInfo, records: readonly RecordBase[]): FieldChoice[] {
  return type.fields.filter(isWritable).flatMap((field) => {
    const values = records.map((record) => valueOf(record, field));
    const filled = records.filter((_, i) => values[i] !== null && values[i] !== '').map(({ id }) => id);
    const differs = new Set(values.map((value) => JSON.stringify(value))).size > 1;
    return differs && filled.length > 0 ? [{ field, filled }] : [];
  });
}

/** From which record each field comes at first: the one that stays, else the first that has a value. */
export function firstChoice(choices: readonly FieldChoice[], into: string): Record<string, string> {
  return Object.fromEntries(
    choices.map(({ field, filled }) => [field.name, filled.includes(into) ? into : (filled[0] ?? into)]),
  );
}

/** The record that stays at first: the one with the most on it, then the oldest. */
export function firstInto(sides: ReadonlyArray<{ record: RecordBase; children: ReadonlyArray<{ count: number }> }>) {
  const weight = (side: (typeof sides)[number]) => side.children.reduce((sum, { count }) => sum + count, 0);
  return sides.toSorted((a, b) => weight(b) - weight(a) || a.record.createdAt.localeCompare(b.record.createdAt))[0]
    ?.record.id;
}
