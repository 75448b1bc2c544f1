import type { UnitOfWork } from '../database/unit-of-work.js';
import { recordTypes } from './record-type.js';

/** Titles of those records among `ids` that the caller sees, by id. */
export async function visibleTitles(
  uow: UnitOfWork,
  typeName: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const type = recordTypes.find(typeName);
  const title = type?.fields.get(type.title);
  if (!type || !title || ids.length === 0 || !uow.principal.mayRead(type.name, title.name)) return new Map();
  const rows = await uow.query<{ id: string; title: string | null }>(
    `select t.id, t.${title.column} as title from ${type.table} t where t.id = any($1::uuid[]) and t.deleted_at is null`,
    [[...new Set(ids)]],
  );
  return new Map(rows.map((row) => [row.id, row.title ?? '']));
}
