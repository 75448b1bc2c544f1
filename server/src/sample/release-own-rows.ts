import type { Client } from 'pg';
import type { FieldDefinition } from '../platform/records/field-definition.js';
import { type RecordType, recordTypes } from '../platform/records/record-type.js';
import { isSample } from './sample-ids.js';

/** Not links to other records; and who made or changed a record is history that stays as it was. */
const HISTORY = new Set(['id', 'created_by', 'updated_by', 'deleted_by']);
const LINKS: ReadonlySet<string> = new Set(['link', 'links', 'about']);
const TOUCH = 'version = version + 1, updated_at = now()';

/**
 * Frees the company's own records from the sample before it goes: links that may be empty are emptied, and attachments of
 * a sample record (notes, files, roles, lines) go with it. What {@link keptIds} names stays.
 */
export async function releaseOwnRows(client: Client): Promise<void> {
  const mandatory = await mandatoryColumns(client);
  for (const { type, field, column } of links())
    if (field.type === 'links') await emptyList(client, type, field);
    else if (!mandatory.has(`${type.table}.${column}`)) await emptyLink(client, type, field);
    else if (type.visibility === 'child') await client.query(`delete from ${type.table} where ${own(type, column)}`);
}

/**
 * Ids of sample rows that must stay because an own record cannot do without them (the stage and the pipeline of an own
 * opportunity).
 */
export async function keptIds(client: Client): Promise<string[]> {
  const mandatory = await mandatoryColumns(client);
  const kept = new Set<string>();
  for (const { type, field, column } of links())
    if (field.type !== 'links' && type.visibility !== 'child' && mandatory.has(`${type.table}.${column}`))
      for (const id of await pointedTo(client, type, column)) kept.add(id);
  return [...kept];
}

/** Every field of every record type that points to records, with the column that says to which. */
function links(): { type: RecordType; field: FieldDefinition; column: string }[] {
  return recordTypes
    .all()
    .flatMap((type) =>
      [...type.fields.values()]
        .filter((field) => !field.virtual && !HISTORY.has(field.column) && LINKS.has(field.type))
        .map((field) => ({ type, field, column: field.type === 'about' ? 'about_id' : field.column })),
    );
}

function own(type: RecordType, column: string): string {
  return `not (${isSample(`${type.table}.id`)}) and ${isSample(`${type.table}.${column}`)}`;
}

async function emptyLink(client: Client, type: RecordType, field: FieldDefinition): Promise<void> {
  const column = field.type === 'about' ? 'about_id' : field.column;
  const empty = field.type === 'about' ? 'about_id = null, about_type = null' : `${column} = null`;
  await client.query(`update ${type.table} set ${empty}, ${TOUCH} where ${own(type, column)}`);
}

async function emptyList(client: Client, { table }: RecordType, { column }: FieldDefinition): Promise<void> {
  await client.query(
    `update ${table} set ${column} = array(select id from unnest(${column}) id where not (${isSample('id')})), ${TOUCH}
     where not (${isSample('id')}) and exists (select 1 from unnest(${column}) linked where ${isSample('linked')})`,
  );
}

async function pointedTo(client: Client, type: RecordType, column: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select distinct ${column} as id from ${type.table} where ${own(type, column)}`,
  );
  return rows.map(({ id }) => id);
}

/** Columns that may not be null, as `table.column`. */
async function mandatoryColumns(client: Client): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public' and is_nullable = 'NO'`,
  );
  return new Set(rows.map(({ name }) => name));
}
