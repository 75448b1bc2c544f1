import type { FieldInfo, Label, RecordTypeInfo } from '~/api/record-types';
import { isShown } from '../parts/fields';

/** Group of the fields that every record carries. */
const SYSTEM = 'system';
const OTHER = 'other';
/** Fields of the company that it has put into no group of its own. */
const CUSTOM = 'custom';

/** Some facts under one heading. */
export interface FactGroup {
  /** Unlike that of any other group. */
  id: string;
  /** What the company calls it; a group of the product is named by its translation. */
  title?: Label;
  fields: FieldInfo[];
}

/** The facts of a type in the order of the page: as the company lays them out, then what it leaves to the product. */
export function factGroups(
  type: RecordTypeInfo,
  hiddenFields: readonly string[],
  order: readonly string[],
): FactGroup[] {
  const hidden = new Set([...hiddenFields, ...(type.layout?.hiddenFields ?? []), type.titleField]);
  const shown = new Map(
    type.fields.filter((field) => isShown(field) && !hidden.has(field.name)).map((field) => [field.name, field]),
  );
  const laidOut = (type.layout?.facts ?? []).map((group, index): FactGroup => {
    const fields = group.fields.map((name) => shown.get(name)).filter((field) => field !== undefined);
    for (const { name } of fields) shown.delete(name);
    return { id: `layout-${index}`, title: group.title ?? { fa: '', en: '' }, fields };
  });
  const rest = Map.groupBy(shown.values(), groupOf);
  const names = [...rest.keys()].filter((name) => !order.includes(name) && name !== SYSTEM);
  const own = [...order, ...names, SYSTEM].map((name): FactGroup => {
    const fields = rest.get(name) ?? [];
    // A group that the company has named carries its name, in whatever language it was written.
    const isNamed = name !== CUSTOM && fields.some((field) => field.custom && field.group === name);
    return { id: name, ...(isNamed && { title: { fa: name, en: name } }), fields };
  });
  return [...laidOut, ...own].filter(({ fields }) => fields.length > 0);
}

function groupOf(field: FieldInfo): string {
  if (field.group) return field.group;
  if (field.standard) return SYSTEM;
  return field.custom ? CUSTOM : OTHER;
}
