import { type About, aboutColumns } from './about.js';
import type { FieldDefinition } from './field-definition.js';
import { FIELD_TYPES } from './field-types.js';
import type { RecordValues } from './record-rules.js';

/** Many records as one `from` of a statement. */
export interface BatchRows {
  readonly columns: readonly string[];
  /** What stands for each of the columns. */
  readonly values: readonly string[];
  /** A row source with the alias `r` (its `id` is the record's); takes the first two parameters. */
  readonly from: string;
  readonly params: readonly [rows: string, common: string];
}

interface Column {
  readonly name: string;
  /** Type in which JSON gives it. */
  readonly sql: string;
  /** Brings it into the type of the column, when that is another one. */
  readonly cast?: string;
  read(values: RecordValues): unknown;
}

/**
 * The values of `fields` of each record as JSON for Postgres. What all of them have in common (owner, branch, empty
 * lists) is sent once, and what a record lacks isn't sent at all: half of a batch is of that kind.
 */
export function batchRows(
  fields: readonly FieldDefinition[],
  records: readonly { readonly id: string; readonly after: RecordValues }[],
): BatchRows {
  const rows: Record<string, unknown>[] = records.map(({ id }) => ({ id }));
  const common: Record<string, unknown> = {};
  const declared = { r: ['id uuid'], k: ['nothing text'] };
  const columns = fields.flatMap(columnsOf);
  const values = columns.map(({ sql, cast = '', read }, i) => {
    const key = `c${i}`;
    const each = records.map(({ after }) => read(after));
    const alike = each.every((value) => isSame(value, each[0]));
    declared[alike ? 'k' : 'r'].push(`${key} ${sql}`);
    if (alike) common[key] = each[0];
    else for (const [n, value] of each.entries()) if (value !== null) (rows[n] as RecordValues)[key] = value;
    return `${alike ? 'k' : 'r'}.${key}${cast}`;
  });
  return {
    columns: columns.map(({ name }) => name),
    values,
    from: `json_to_recordset($1::json) as r(${declared.r.join(', ')}),
       json_to_record($2::json) as k(${declared.k.join(', ')})`,
    params: [JSON.stringify(rows), JSON.stringify(common)],
  };
}

function isSame(value: unknown, first: unknown): boolean {
  if (value === first) return true;
  return Array.isArray(value) && Array.isArray(first) && value.length === 0 && first.length === 0;
}

function columnsOf(field: FieldDefinition): Column[] {
  const { name, column, type } = field;
  const sql = FIELD_TYPES[type].sql;
  if (type === 'about') {
    const [typeColumn, idColumn] = aboutColumns(field);
    const about = (values: RecordValues) => values[name] as About | null | undefined;
    return [
      { name: typeColumn, sql: 'text', read: (values) => about(values)?.type ?? null },
      { name: idColumn, sql, read: (values) => about(values)?.id ?? null },
    ];
  }
  // What a column keeps when another record of the batch names it and this one doesn't.
  const empty = name === 'custom' ? '{}' : FIELD_TYPES[type].compare === 'set' ? [] : null;
  const read = (values: RecordValues) => values[name] ?? empty;
  if (type !== 'json') return [{ name: column, sql, read }];
  // Rules and readers keep JSON as text; texts that are alike stay one.
  return [{ name: column, sql: 'text', cast: '::jsonb', read: (values) => jsonText(read(values)) }];
}

function jsonText(value: unknown): unknown {
  return value === null || typeof value === 'string' ? value : JSON.stringify(value);
}
