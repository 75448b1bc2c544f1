import { aboutColumns } from '../records/about.js';
import type { FieldDefinition } from '../records/field-definition.js';
import { recordTypes, type RecordType } from '../records/record-type.js';

/** A field of some record type that may hold the id of a record of the type in question. */
export interface LinkPlace {
  readonly type: RecordType;
  readonly field: FieldDefinition;
  readonly column: string;
  /** Column with the type of the record, of a field that takes several. */
  readonly typeColumn?: string;
}

/** Whether records of a type can be merged: they have an owner and stand for something of their own. */
export function isMergeable(type: RecordType): boolean {
  return !type.internal && type.visibility === 'owned' && type.name !== 'user' && type.fields.has('ownerId');
}

/** Every place that points to records of a type, of the product and of the company, from the registry alone. */
export function placesOf(target: RecordType): LinkPlace[] {
  const places: LinkPlace[] = [];
  for (const type of recordTypes.all())
    for (const field of type.fields.values()) {
      if (field.standard || field.virtual || field.writeOnly) continue;
      if (field.type === 'about') {
        const [typeColumn, column] = aboutColumns(field);
        places.push({ type, field, column, typeColumn });
      } else if (field.target === target.name && (field.type === 'link' || field.type === 'links'))
        places.push({ type, field, column: field.column });
    }
  return places;
}

/** Condition on `<table> t` for the rows that point to one of the ids in parameter `ids`; `typeName` is a parameter too. */
export function pointsTo(place: LinkPlace, ids: string, typeName: string): string {
  if (place.field.type === 'links') return `t.${place.column} && ${ids}::uuid[]`;
  const points = `t.${place.column} = any(${ids}::uuid[])`;
  return place.typeColumn ? `t.${place.typeColumn} = ${typeName}::text and ${points}` : points;
}
