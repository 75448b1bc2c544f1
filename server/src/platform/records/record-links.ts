import { Params, scopePredicate } from '../access/scope-predicate.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem, type Fault } from '../errors/problem.js';
import type { About } from './about.js';
import type { RecordValues } from './record-rules.js';
import { recordTypes, type RecordType } from './record-type.js';

/** One record whose links are to be checked: its values, and the fields that are new. */
export interface LinkedRecord {
  readonly values: RecordValues;
  readonly changed: ReadonlySet<string>;
}

/**
 * Every id in a body is an access check: a link may only point to a living record that the caller sees.
 * @throws Problem 422 `record.rule` with `link.notFound` at each bad link
 */
export async function checkLinks(
  uow: UnitOfWork,
  type: RecordType,
  values: RecordValues,
  changed: ReadonlySet<string>,
): Promise<void> {
  const [faults] = await linkFaults(uow, type, [{ values, changed }]);
  if (faults && faults.length > 0) throw Problem.rule('record.rule', faults);
}

/** The bad links of each record; one query per record type that is pointed to, however many records there are. */
export async function linkFaults(
  uow: UnitOfWork,
  type: RecordType,
  records: readonly LinkedRecord[],
): Promise<Fault[][]> {
  const faults = records.map((): Fault[] => []);
  const wanted = new Map<string, { record: number; name: string; ids: string[] }[]>();
  const want = (target: string, link: { record: number; name: string; ids: string[] }) => {
    const links = wanted.get(target);
    if (links) links.push(link);
    else wanted.set(target, [link]);
  };
  const linking = [...type.fields.values()].filter((field) => field.type === 'about' || field.target !== undefined);
  for (const [record, { values, changed }] of records.entries()) {
    for (const field of linking) {
      const { name } = field;
      const value = values[name];
      if (!changed.has(name)) continue;
      if (field.type === 'about' && value) {
        const { type: target, id } = value as About;
        const known = recordTypes.find(target);
        if (!known || (known.internal && !known.discussed) || known.visibility === 'child')
          faults[record]?.push({ path: name, code: 'link.notFound' });
        else want(target, { record, name, ids: [id] });
        continue;
      }
      if (!field.target || value === null || value === undefined || !recordTypes.find(field.target)) continue;
      const ids = Array.isArray(value) ? (value as string[]) : [value as string];
      if (ids.length === 0 || (ids.length === 1 && isOwn(uow, field.target, ids[0]))) continue;
      want(field.target, { record, name, ids });
    }
  }
  for (const [target, links] of wanted) {
    const found = await visibleIds(
      uow,
      recordTypes.get(target),
      links.flatMap((link) => link.ids),
    );
    for (const { record, name, ids } of links)
      if (!ids.every((id) => found.has(id))) faults[record]?.push({ path: name, code: 'link.notFound' });
  }
  return faults;
}

/** Everybody may name themselves and their own branch, also without a right to look at users and branches. */
function isOwn({ principal }: UnitOfWork, target: string, id: string | undefined): boolean {
  return (target === 'user' && id === principal.userId) || (target === 'orgUnit' && id === principal.data.orgUnitId);
}

/** Which of `ids` are living records of `type` that the caller sees. */
export async function visibleIds(uow: UnitOfWork, type: RecordType, ids: readonly string[]): Promise<Set<string>> {
  const params = new Params();
  const [first, ...others] = new Set(ids);
  // Of a list Postgres doesn't know how long it is, so it plans anew each time; of one id there is nothing to find out.
  const wanted =
    others.length === 0 ? `= ${params.add(first, '::uuid')}` : `= any(${params.add([first, ...others], '::uuid[]')})`;
  const scope = type.discussed ? undefined : scopePredicate(type, 'view', uow.principal, 't', params);
  const rows = await uow.queryKept<{ id: string }>(
    `select t.id from ${type.table} t where t.id ${wanted} and t.deleted_at is null${scope ? ` and ${scope}` : ''}`,
    params.values,
  );
  return new Set(rows.map((row) => row.id));
}
