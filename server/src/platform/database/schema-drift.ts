import { Client } from 'pg';
import { storedIn } from '../records/about.js';
import { FIELD_TYPES } from '../records/field-types.js';
import { recordTypes } from '../records/record-type.js';

interface ColumnRow {
  readonly table_name: string;
  readonly column_name: string;
  readonly type: string;
  readonly nullable: boolean;
}

const SHORT: Readonly<Record<string, string>> = { 'timestamp(3) with time zone': 'timestamptz(3)' };

/** Columns that belong to the table and not to a field. */
const WITHOUT_FIELD = new Set(['deleted_at', 'deleted_by', 'parent_owner_id', 'parent_org_unit_id']);

/** Whether a column is the company's: of a custom field, or of the search in them. */
function isCustom(column: string): boolean {
  return column.startsWith('c_') || column === 'custom_search';
}

/**
 * What differs between the declared record types and the migrated schema: missing tables and columns, other types,
 * other nullability. Empty when they agree.
 */
export async function schemaDrift(url: string): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<ColumnRow>(
      `select c.relname as table_name, a.attname as column_name, format_type(a.atttypid, a.atttypmod) as type,
         not a.attnotnull as nullable
       from pg_attribute a join pg_class c on c.oid = a.attrelid
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
         -- What the database computes (search and phone keys, running numbers) is no field.
         and a.attgenerated = '' and a.attidentity = ''`,
    );
    return recordTypes.all().flatMap((type) => {
      const columns = new Map(rows.filter((row) => row.table_name === type.table).map((row) => [row.column_name, row]));
      if (columns.size === 0) return [`${type.table}: no such table for record type ${type.name}`];
      const fields = [...type.fields.values()].filter((field) => !field.virtual);
      const wrong = fields.flatMap((field) => {
        const column = columns.get(field.column);
        const at = `${type.table}.${field.column}`;
        if (!column) return [`${at}: no such column for field ${field.name}`];
        const declared = FIELD_TYPES[field.type].sql;
        const actual = SHORT[column.type] ?? column.type;
        const differences = actual === declared ? [] : [`${at}: is ${actual}, declared ${declared}`];
        if (field.required && column.nullable) differences.push(`${at}: may be null, declared required`);
        return differences;
      });
      const known = new Set(fields.flatMap((field) => storedIn(field, null).map(([column]) => column)));
      const extra = [...columns.keys()].filter(
        (name) => !known.has(name) && !WITHOUT_FIELD.has(name) && !isCustom(name),
      );
      return [...wrong, ...extra.map((name) => `${type.table}.${name}: has no field`)];
    });
  } finally {
    await client.end();
  }
}
