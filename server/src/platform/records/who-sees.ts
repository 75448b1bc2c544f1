import type { UnitOfWork } from '../database/unit-of-work.js';
import type { About } from './about.js';

/** Those of `userIds` who see the record now, each with their own rights; all of them for what is no record type. */
export async function whoSees(uow: UnitOfWork, about: About, userIds: readonly string[]): Promise<Set<string>> {
  if (userIds.length === 0) return new Set();
  const row = await uow.one<{ ids: string[] }>(
    `select case when exists (select 1 from record_tables r where r.record_type = $1)
       then people_who_see($1, $2, $3::uuid[]) else $3::uuid[] end as ids`,
    [about.type, about.id, userIds],
  );
  return new Set(row?.ids);
}
