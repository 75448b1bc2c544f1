import { Params, scopePredicate } from '../access/scope-predicate.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem, type Fault } from '../errors/problem.js';
import type { RecordValues } from './record-rules.js';
import type { RecordType } from './record-type.js';

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
  const faults: Fault[] = [];
  for (const name of changed) {
    const field = type.fields.get(name);
    const value = values[name];
    if (!field?.unique || value === null || value === undefined) continue;
    await uow.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${type.name}/${name}/${String(value)}`]);
    const params = new Params();
    const same = `t.${field.column} = ${params.add(value)} and t.id <> ${params.add(id, '::uuid')}`;
    const scope = scopePredicate(type, 'view', uow.principal, 't', params);
    const other = await uow.one<{ id: string }>(
      `select t.id from ${type.table} t where ${same} and t.deleted_at is null${scope ? ` and ${scope}` : ''} limit 1`,
      params.values,
    );
    if (other) faults.push({ path: name, code: 'field.duplicate', params: { id: other.id, value: String(value) } });
  }
  if (faults.length > 0) throw Problem.conflict('record.duplicate', { faults });
}
