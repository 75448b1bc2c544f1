import type { FieldDefinition } from './field-definition.js';

/** The record that another one is about, of whatever type: one field of the API in two columns. */
export interface About {
  /** Record type: `opportunity`. */
  readonly type: string;
  readonly id: string;
}

/** What a select reads for a field, under the field's name. */
export function selected(field: FieldDefinition, alias: string): string {
  if (field.type !== 'about') return `${alias}.${field.column} as "${field.name}"`;
  const [typeColumn, idColumn] = aboutColumns(field);
  const value = `json_build_object('type', ${alias}.${typeColumn}, 'id', ${alias}.${idColumn})`;
  return `case when ${alias}.${idColumn} is not null then ${value} end as "${field.name}"`;
}

/** The columns that keep a field, with the value of each. */
export function storedIn(field: FieldDefinition, value: unknown): [column: string, value: unknown][] {
  if (field.type !== 'about') return [[field.column, value]];
  const [typeColumn, idColumn] = aboutColumns(field);
  const about = value as About | null | undefined;
  return [
    [typeColumn, about?.type ?? null],
    [idColumn, about?.id ?? null],
  ];
}

/** `about_id` keeps the id, `about_type` the type. */
export function aboutColumns(field: FieldDefinition): [type: string, id: string] {
  return [field.column.replace(/_id$/, '_type'), field.column];
}

/** The value that a record, as the API shows it, has for a field: custom ones stand in `custom`. */
export function shownValue(view: Readonly<Record<string, unknown>>, field: FieldDefinition): unknown {
  if (!field.custom) return view[field.name];
  return (view.custom as Record<string, unknown> | undefined)?.[field.custom.name];
}
