import type { Client } from 'pg';
import type { FieldDefinition } from '../platform/records/field-definition.js';
import { type RecordType, recordTypes } from '../platform/records/record-type.js';
import { isSample } from './sample-ids.js';

/** Not links to other records; and who made or changed a record is history that stays as it was. */
const HISTORY = new Set(['id', 'created_by', 'updated_by', 'deleted_by']);
const TOUCH = 'version = version + 1, updated_at = now()';

/**
 * Frees the company's own records from the sample before it goes: links that may be empty are emptied, and attachments of
 * a sample record (notes, files, roles, lines) go with it. Answers the ids of sample rows that must stay because an own
 * record cannot do without them (the stage and the pipeline of an own opportunity).
 */
export async function releaseOwnRows(client: Client): Promise<string[]> {
  const mandatory = await mandatoryColumns(client);
  const kept = new Set<string>();
  for (const type of recordTypes.all())
    for (const field of type.fields.values()) {
      if (field.virtual || HISTORY.has(field.column)) continue;
      if (field.type === 'links') await emptyList(client, type, field);
      else if (field.type === 'link' || field.type === 'about') {
        const column = field.type === 'about' ? 'about_id' : field.column;
        if (!mandatory.has(`${type.table}.${column}`)) await emptyLink(client, type, field);
        else if (type.visibility === 'child')
          await client.query(`delete from ${type.table} where ${own(type, column)}`);
        else for (const id of await pointedTo(client, type, column)) kept.add(id);
      }
    }
  return [...kept];
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
