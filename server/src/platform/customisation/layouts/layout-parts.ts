import { z } from 'zod';
import type { Label } from '../../records/field-definition.js';
import type { RecordValues } from '../../records/record-rules.js';
import type { RecordType, TypeLayout } from '../../records/record-type.js';
import { jsonOf } from '../fields/field-parts.js';

const text = z.string().trim().min(1).max(120);
const label = z
  .strictObject({ fa: text, en: text.optional() })
  .transform(({ fa, en }): Label => ({ fa, en: en ?? fa }));
const names = z.array(z.string().max(60)).max(600);
const groups = z.array(z.strictObject({ title: label.optional(), fields: names })).max(60);

/** The parts of a layout that are kept as JSON. */
export const LAYOUT_PARTS = {
  labels: z.strictObject({ one: label, many: label }),
  fieldLabels: z.record(z.string().max(60), label),
  form: groups,
  listColumns: names,
  cardFields: names,
  facts: groups,
  hiddenFields: names,
} as const;

/** Parts that name the type for everybody, and so can't hang on a role. */
export const FOR_EVERYBODY = ['labels', 'fieldLabels'] as const;

/** Names of the fields that a part of a layout mentions. */
export function namesIn(part: string, value: unknown): string[] {
  if (part === 'labels') return [];
  if (part === 'fieldLabels') return Object.keys(value as object);
  if (part === 'form' || part === 'facts') return (value as { fields: string[] }[]).flatMap(({ fields }) => fields);
  return value as string[];
}

function part<K extends keyof typeof LAYOUT_PARTS>(
  row: Readonly<RecordValues>,
  name: K,
): z.output<(typeof LAYOUT_PARTS)[K]> | undefined {
  const value = jsonOf(row[name]);
  return value === null ? undefined : (LAYOUT_PARTS[name].parse(value) as z.output<(typeof LAYOUT_PARTS)[K]>);
}

/** A layout as the registry serves it. Fields that are gone meanwhile are left out. */
export function toLayout(row: Readonly<RecordValues>, { fields }: RecordType): TypeLayout {
  const known = (list: readonly string[] | undefined) => list?.filter((name) => fields.has(name));
  const inGroups = (list: z.output<typeof groups> | undefined) =>
    list?.map((group) => ({ ...group, fields: group.fields.filter((name) => fields.has(name)) }));
  return {
    roleIds: row.roleIds as string[],
    form: inGroups(part(row, 'form')),
    listColumns: known(part(row, 'listColumns')),
    cardFields: known(part(row, 'cardFields')),
    facts: inGroups(part(row, 'facts')),
    hiddenFields: known(part(row, 'hiddenFields')),
  };
}

/** What the layouts for everybody call the type and its fields; the first one that says something counts. */
export function wordsOf(rows: readonly Readonly<RecordValues>[]): {
  labels?: RecordType['labels'];
  fieldLabels: ReadonlyMap<string, Label>;
} {
  const open = rows.filter((row) => (row.roleIds as string[]).length === 0);
  const fieldLabels = open.toReversed().flatMap((row) => Object.entries(part(row, 'fieldLabels') ?? {}));
  return { labels: open.map((row) => part(row, 'labels')).find(Boolean), fieldLabels: new Map(fieldLabels) };
}
