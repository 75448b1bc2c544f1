import { Params, scopePredicate } from '../access/scope-predicate.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import type { RecordType } from '../records/record-type.js';
import { placesOf, pointsTo } from './link-places.js';

/** How many records of a type hang on some records, of what the caller sees. */
export interface ChildCount {
  readonly recordType: string;
  readonly count: number;
}

/** Living children of these records, by their type, the most first. */
export async function countChildren(uow: UnitOfWork, type: RecordType, ids: readonly string[]): Promise<ChildCount[]> {
  const places = placesOf(type).filter(
    (place) =>
      !place.type.internal &&
      uow.principal.may(place.type.name, 'view') &&
      uow.principal.mayRead(place.type.name, place.field.name),
  );
  const counts: ChildCount[] = [];
  for (const [child, own] of Map.groupBy(places, (place) => place.type)) {
    const params = new Params();
    const [list, name] = [params.add(ids), params.add(type.name)];
    const points = own.map((place) => `(${pointsTo(place, list, name)})`).join(' or ');
    const scope = scopePredicate(child, 'view', uow.principal, 't', params);
    const row = await uow.one<{ n: number }>(
      `select count(*)::int as n from ${child.table} t where (${points}) and ${name}::text is not null and t.deleted_at is null${scope ? ` and ${scope}` : ''}`,
      params.values,
    );
    if (row && row.n > 0) counts.push({ recordType: child.name, count: row.n });
  }
  return counts.sort((a, b) => b.count - a.count);
}
