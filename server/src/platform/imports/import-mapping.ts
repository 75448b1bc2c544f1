import { z } from 'zod';
import type { Principal } from '../access/principal.js';
import { type Fault, Problem } from '../errors/problem.js';
import { schemaFaults } from '../errors/schema-faults.js';
import type { FieldDefinition } from '../records/field-definition.js';
import { recordTypes, type RecordType } from '../records/record-type.js';

/** How days are written in a column. `auto` reads Jalali and year-first Gregorian; ISO days of a workbook are read always. */
export const DATE_ORDERS = ['auto', 'jalali', 'ymd', 'dmy', 'mdy'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

const linkSchema = z.strictObject({
  /** Field of the linked record that the cell holds: `title` (its name to people), `externalId`, `id` or another field. */
  by: z.string().max(60).default('title'),
  /** Makes a record of that name when there is none. */
  createMissing: z.boolean().default(false),
});

const entrySchema = z
  .strictObject({
    /** Field that is written. */
    field: z.string().max(60),
    /** Heading of the column that it comes from. */
    column: z.string().max(1000).optional(),
    /** The same for every row, written as a cell would be. */
    constant: z.string().max(2000).optional(),
    link: linkSchema.optional(),
    dates: z.enum(DATE_ORDERS).optional(),
    moneyUnit: z.enum(['IRR', 'IRT']).optional(),
    /** Other words for what stands in the cells; null leaves the field empty. */
    values: z.record(z.string().max(500), z.string().max(500).nullable()).optional(),
  })
  .refine((entry) => (entry.column === undefined) !== (entry.constant === undefined));

/** Where the value of one field comes from, and how it is read. One column may fill several fields. */
export type MappingEntry = z.output<typeof entrySchema>;

const optionsSchema = z.strictObject({
  /** An empty cell clears the field of a record that is updated; otherwise it leaves it alone. */
  clearEmpty: z.boolean().default(false),
});
export type ImportOptions = z.output<typeof optionsSchema>;

const requestSchema = z.strictObject({
  mapping: z.array(entrySchema).max(300).optional(),
  mode: z.enum(['create', 'update', 'upsert']).optional(),
  keyFields: z.array(z.string().max(60)).max(5).optional(),
  options: optionsSchema.optional(),
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1256']).optional(),
  delimiter: z.enum([',', ';', '\t', '|', '؛']).optional(),
  saveMappingAs: z.string().trim().min(1).max(120).optional(),
});

/** What may be changed of an import before it runs. */
export type ImportRequest = z.output<typeof requestSchema>;

/** @throws Problem 400 with the path of each fault */
export function readImportRequest(body: unknown): ImportRequest {
  const parsed = requestSchema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  throw Problem.invalid('body.invalid', schemaFaults(parsed.error));
}

/** Whether an import may write a field at all: writable by people, or kept by the product and open to old data. */
export function isImportable(field: FieldDefinition): boolean {
  if (field.secret || field.writeOnly || field.type === 'json' || field.type === 'about') return false;
  return !field.readonly || field.importable === true || (field.standard === true && field.name === 'createdAt');
}

/**
 * Checks a mapping against the record type, the heading and the caller's rights.
 * @throws Problem 422 `import.mapping` with a fault per entry
 */
export function checkMapping(
  type: RecordType,
  header: readonly string[],
  request: { mapping: readonly MappingEntry[]; keyFields: readonly string[]; mode: string },
  principal: Principal,
): void {
  const faults: Fault[] = [];
  const seen = new Set<string>();
  for (const [i, entry] of request.mapping.entries()) {
    const path = `mapping.${i}`;
    const field = type.fields.get(entry.field);
    if (!field || !isImportable(field) || principal.fieldLevel(type.name, field.name) !== 'write') {
      faults.push({ path: `${path}.field`, code: 'import.fieldUnknown', params: { field: entry.field } });
      continue;
    }
    if (seen.has(entry.field))
      faults.push({ path: `${path}.field`, code: 'import.fieldTwice', params: { field: entry.field } });
    seen.add(entry.field);
    if (entry.column !== undefined && !header.includes(entry.column))
      faults.push({ path: `${path}.column`, code: 'import.columnUnknown', params: { column: entry.column } });
    faults.push(...linkFaults(entry, field, path, principal));
  }
  for (const name of request.keyFields)
    if (!seen.has(name)) faults.push({ path: 'keyFields', code: 'import.keyNotMapped', params: { field: name } });
  if (request.mapping.length === 0) faults.push({ path: 'mapping', code: 'import.nothingMapped' });
  if (request.mode !== 'create' && request.keyFields.length === 0)
    faults.push({ path: 'keyFields', code: 'import.keyMissing' });
  if (request.mode !== 'update') faults.push(...missing(type, seen));
  if (faults.length > 0) throw Problem.rule('import.mapping', faults);
}

function linkFaults(entry: MappingEntry, field: FieldDefinition, path: string, principal: Principal): Fault[] {
  const target = field.target === undefined ? undefined : recordTypes.find(field.target);
  if (!target)
    return entry.link ? [{ path: `${path}.link`, code: 'import.noLink', params: { field: field.name } }] : [];
  const by = entry.link?.by ?? 'title';
  const known = by === 'title' || by === 'id' || target.fields.get(by);
  if (!known || (by !== 'title' && by !== 'id' && !principal.mayRead(target.name, by)))
    return [{ path: `${path}.link.by`, code: 'import.fieldUnknown', params: { field: by } }];
  if (entry.link?.createMissing && (by === 'id' || target.fields.get(by === 'title' ? target.title : by)?.readonly))
    return [{ path: `${path}.link.createMissing`, code: 'import.cannotCreateLink' }];
  return [];
}

/** Required fields that neither the mapping nor a default fills. */
function missing(type: RecordType, mapped: ReadonlySet<string>): Fault[] {
  return [...type.fields.values()]
    .filter(
      (field) =>
        field.required && !field.readonly && !field.standard && field.default === undefined && !mapped.has(field.name),
    )
    .map((field) => ({
      path: 'mapping',
      code: 'import.requiredNotMapped',
      params: { field: field.name, label: field.fa },
    }));
}
