import type { FilterLeaf } from '~/api/filter';
import type { FieldInfo } from '~/api/record-types';

/**
 * A field of the builder may lie elsewhere: `account.city` behind a link, `#opportunities.sum.amount` over the records that
 * point here. Such fields carry these names, and a condition on one is told from it and back.
 */
export function relatedName(related: string, agg: string, field = 'id'): string {
  return `#${related}.${agg}.${field}`;
}

/** Name, in the builder, of the field that a condition is on. */
export function fieldNameOf(leaf: FilterLeaf): string {
  return leaf.related
    ? relatedName(leaf.related, leaf.agg ?? 'count', leaf.agg === 'count' ? 'id' : leaf.field)
    : leaf.field;
}

export function fieldOfLeaf(fields: readonly FieldInfo[], leaf: FilterLeaf): FieldInfo | undefined {
  const name = fieldNameOf(leaf);
  return fields.find((field) => field.name === name);
}

/** What a condition says of its place: all but operator and value. */
export function placeOf(field: FieldInfo): Pick<FilterLeaf, 'field' | 'related' | 'agg'> {
  if (!field.name.startsWith('#')) return { field: field.name };
  const [related = '', agg = 'count', name = 'id'] = field.name.slice(1).split('.');
  return { related, agg, field: name };
}

/** Whether the field is of another record than the one that is listed. */
export function isElsewhere(field: FieldInfo): boolean {
  return field.name.startsWith('#') || field.name.includes('.');
}
