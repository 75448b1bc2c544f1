import type { Filter } from '~/api/filter';
import type { FieldInfo, RecordTypeInfo } from '~/api/record-types';
import type { RecordBase } from '~/api/records';
import { recordTitle } from '~/api/record-title';

/** Types whose values have no plain cell and no input. */
const SPECIAL = new Set<string>(['json']);
/** What every record carries and nobody types. */
const INTERNAL = new Set(['id', 'version', 'custom']);

export function isShown(field: FieldInfo): boolean {
  return field.level !== 'hidden' && !field.writeOnly && !SPECIAL.has(field.type) && !INTERNAL.has(field.name);
}

/** Whether the reader may write the field, on this screen or on any other. */
export function isWritable(field: FieldInfo): boolean {
  return isShown(field) && !field.readonly && (field.level ?? 'write') === 'write';
}

/** Fields a condition can be put on. */
export function filterFields(type: RecordTypeInfo): FieldInfo[] {
  return type.fields.filter((field) => isShown(field) && field.type !== 'about');
}

/** Name under which a link is embedded (`owner` of `ownerId`); undefined where the field itself would be replaced. */
export function embedName(field: FieldInfo): string | undefined {
  return field.type === 'link' && field.name.endsWith('Id') ? field.name.slice(0, -2) : undefined;
}

/** The linked record that came with a row, when it is the one that the row points to now. */
export function embeddedOf(row: RecordBase, field: FieldInfo): RecordBase | undefined {
  const name = embedName(field);
  const linked = name ? row[name] : undefined;
  return isRecord(linked) && linked.id === row[field.name] ? linked : undefined;
}

function isRecord(value: unknown): value is RecordBase {
  return typeof value === 'object' && value !== null && 'id' in value;
}

/** What a record of the type is called on screen. */
export function titleOf(type: RecordTypeInfo | undefined, row: RecordBase | null | undefined): string {
  return recordTitle(row, type?.titleField);
}

/** Condition that leaves exactly these records. */
export function onlyIds(ids: readonly string[]): Filter {
  return { field: 'id', op: 'in', value: [...ids] };
}
