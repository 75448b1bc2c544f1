import type { UnitOfWork } from '../../database/unit-of-work.js';
import { isLockTimeout } from '../../errors/database-problem.js';
import { Problem } from '../../errors/problem.js';
import type { RecordValues } from '../../records/record-rules.js';
import { FIELD_KINDS, type FieldKind } from './field-kinds.js';
import { readNumbering } from './field-parts.js';

const WHY = 'column of a custom field';

/** Asks the database for a change of columns. @throws Problem 409 when somebody has held the table all the while */
async function change(uow: UnitOfWork, sql: string, params: readonly unknown[]): Promise<void> {
  try {
    await uow.elevated(WHY, () => uow.query(sql, params));
  } catch (error) {
    if (isLockTimeout(error)) throw Problem.conflict('customField.busy', { cause: error, retryAfterSeconds: 5 });
    throw error;
  }
}

/** Makes the column of a new field, with its index and its counter. */
export async function addColumn(uow: UnitOfWork, id: string, field: Readonly<RecordValues>): Promise<void> {
  const kind = field.kind as FieldKind;
  await change(uow, 'select custom_column_add($1, $2, $3)', [field.recordType, field.name, FIELD_KINDS[kind].type]);
  if (kind !== 'autoNumber') return;
  const { start } = readNumbering(field.numbering);
  await change(uow, 'select custom_counter_add($1, $2)', [id, start]);
}

/** Makes or drops the index of a field: links and unique fields always have one. */
export async function indexColumn(uow: UnitOfWork, field: Readonly<RecordValues>): Promise<void> {
  await change(uow, 'select custom_column_index($1, $2, $3)', [field.recordType, field.name, needsIndex(field)]);
}

export function needsIndex({ indexed, unique, kind }: Readonly<RecordValues>): boolean {
  return indexed === true || unique === true || kind === 'link' || kind === 'file';
}

/** Brings the search column of a type in line with its searchable fields. */
export async function searchColumns(uow: UnitOfWork, recordType: string): Promise<void> {
  const rows = await uow.elevated(WHY, () =>
    uow.query<{ name: string }>(
      'select name from custom_fields where record_type = $1 and searchable and deleted_at is null order by name',
      [recordType],
    ),
  );
  await change(uow, 'select custom_search_set($1, $2::text[])', [recordType, rows.map(({ name }) => name)]);
}

/** Drops the column and its data for good. */
export async function dropColumn(uow: UnitOfWork, recordType: string, name: string): Promise<void> {
  await change(uow, 'select custom_column_drop($1, $2)', [recordType, name]);
}
