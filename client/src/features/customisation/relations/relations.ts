import type { FieldInfo, RecordTypeInfo } from '~/api/record-types';

/** A link between two types: `from` has the field, `to` is what it points at. */
export interface Relation {
  from: RecordTypeInfo;
  to: RecordTypeInfo;
  field: FieldInfo;
  /** Seen from the type in question: its own field, or one that points at it. */
  isOwn: boolean;
}

/** All links that a type has, its own first; those that every record carries (its owner, who made it) are left out. */
export function relationsOf(type: RecordTypeInfo, types: readonly RecordTypeInfo[]): Relation[] {
  const linksOf = (from: RecordTypeInfo) =>
    from.fields.flatMap((field) => {
      const to = types.find((other) => other.name === field.target);
      return field.type === 'link' && !field.standard && to && field.custom?.kind !== 'file'
        ? [{ from, to, field }]
        : [];
    });
  const own = linksOf(type).map((relation) => ({ ...relation, isOwn: true }));
  const others = types
    .filter((other) => other.name !== type.name)
    .flatMap(linksOf)
    .filter(({ to }) => to.name === type.name)
    .map((relation) => ({ ...relation, isOwn: false }));
  return [...own, ...others];
}
