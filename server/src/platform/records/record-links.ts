import { Params, scopePredicate } from '../access/scope-predicate.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem, type Fault } from '../errors/problem.js';
import type { RecordValues } from './record-rules.js';
import { recordTypes, type RecordType } from './record-type.js';

/**
 * Every id in a body is an access check: a link may only point to a living record that the caller sees.
 * @throws Problem 422 `record.rule` with `link.notFound` at each bad link
 */
export async function checkLinks(uow: UnitOfWork, type: RecordType, values: RecordValues, changed: ReadonlySet<string>): Promise<void> {
  const wanted = new Map<string, { name: string; ids: string[] }[]>();
  for (const name of changed) {
    const field = type.fields.get(name);
    const value = values[name];
    if (!field?.target || value === null || value === undefined || !recordTypes.find(field.target)) continue;
    const ids = Array.isArray(value) ? (value as string[]) : [value as string];
    if (ids.length === 0 || (ids.length === 1 && ids[0] === uow.principal.userId && field.target === 'user')) continue;
    wanted.set(field.target, [...(wanted.get(field.target) ?? []), { name, ids }]);
  }
  const faults: Fault[] = [];
  for (const [target, links] of wanted) {
    const found = await visibleIds(uow, recordTypes.get(target), links.flatMap((link) => link.ids));
    for (const { name, ids } of links)
      if (!ids.every((id) => found.has(id))) faults.push({ path: name, code: 'link.notFound' });
  }
  if (faults.length > 0) throw Problem.rule('record.rule', faults);
}

/** Which of `ids` are living records of `type` that the caller sees. */
export async function visibleIds(uow: UnitOfWork, type: RecordType, ids: readonly string[]): Promise<Set<string>> {
  const params = new Params();
  const list = params.add([...new Set(ids)], '::uuid[]');
  const scope = scopePredicate(type, 'view', uow.principal, 't', params);
  const rows = await uow.query<{ id: string }>(
    `select t.id from ${type.table} t where t.id = any(${list}) and t.deleted_at is null${scope ? ` and ${scope}` : ''}`,
    params.values,
  );
  return new Set(rows.map((row) => row.id));
}
