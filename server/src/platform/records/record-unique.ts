import { Params, scopePredicate } from '../access/scope-predicate.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem, type Fault } from '../errors/problem.js';
import type { FieldDefinition } from './field-definition.js';
import { FIELD_TYPES } from './field-types.js';
import type { RecordValues } from './record-rules.js';
import type { RecordType } from './record-type.js';

/** One record whose unique fields are to be checked: its values, and the fields that are new. */
export interface UniqueRecord {
  readonly id: string;
  readonly values: RecordValues;
  readonly changed: ReadonlySet<string>;
}

/**
 * Unique fields are unique among what the caller sees: an index would tell that a hidden record exists
 * (docs/decisions/0005-uniqueness.md). A lock on the value makes two writers at once give one result.
 * @throws Problem 409 `record.duplicate` with the id of the record that has the value
 */
export async function checkUnique(
  uow: UnitOfWork,
  type: RecordType,
  id: string,
  values: RecordValues,
  changed: ReadonlySet<string>,
): Promise<void> {
  const [faults] = await duplicateFaults(uow, type, [{ id, values, changed }]);
  if (faults && faults.length > 0) throw Problem.conflict('record.duplicate', { faults });
}

/** The duplicates of each record, in the database and among the records themselves (the first one keeps the value). */
export async function duplicateFaults(
  uow: UnitOfWork,
  type: RecordType,
  records: readonly UniqueRecord[],
): Promise<Fault[][]> {
  const faults = records.map((): Fault[] => []);
  for (const field of type.fields.values()) {
    if (!field.unique && !type.refusesTwice?.has(field.name)) continue;
    const { name } = field;
    const holders = records
      .map((record, index) => ({ index, id: record.id, value: record.changed.has(name) ? record.values[name] : null }))
      .filter(({ value }) => value !== null && value !== undefined);
    if (holders.length === 0) continue;
    const keys = holders.map(({ value }) => `${type.name}/${name}/${String(value)}`).sort();
    await uow.query('select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest($1::text[]) key', [keys]);
    const taken = await owners(
      uow,
      type,
      field,
      holders.map(({ value }) => value),
    );
    for (const { index, id, value } of holders) {
      const other = (taken.get(String(value)) ?? []).find((owner) => owner !== id);
      if (other)
        faults[index]?.push({ path: name, code: 'field.duplicate', params: { id: other, value: String(value) } });
      else taken.set(String(value), [...(taken.get(String(value)) ?? []), id]);
    }
  }
  return faults;
}

/** Ids of the living records that the caller sees, by the value that they have. */
async function owners(
  uow: UnitOfWork,
  type: RecordType,
  field: FieldDefinition,
  values: unknown[],
): Promise<Map<string, string[]>> {
  const params = new Params();
  const list = params.add(values, `::${FIELD_TYPES[field.type].sql.replace(/\(.*\)/, '')}[]`);
  const scope = scopePredicate(type, 'view', uow.principal, 't', params);
  const rows = await uow.query<{ id: string; value: unknown }>(
    `select t.id, t.${field.column} as value from ${type.table} t
     where t.${field.column} = any(${list}) and t.deleted_at is null${scope ? ` and ${scope}` : ''}`,
    params.values,
  );
  const byValue = new Map<string, string[]>();
  for (const { id, value } of rows) byValue.set(String(value), [...(byValue.get(String(value)) ?? []), id]);
  return byValue;
}
