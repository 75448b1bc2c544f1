import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { visibleTitles } from '../../platform/records/record-titles.js';
import type { RecordType } from '../../platform/records/record-type.js';
import type { RecordView } from '../../platform/records/record-view.js';

/** Shown below the title of a hit, as far as the type has them; links by the title of what they point to. */
const TELLING = ['jobTitle', 'companyName', 'accountId', 'city', 'mobile', 'phone'];
const PARTS = 2;

/** A second line for each row, from fields that the caller may read. */
export async function subtitlesOf(uow: UnitOfWork, type: RecordType, rows: readonly RecordView[]): Promise<string[]> {
  const names = TELLING.filter((name) => type.fields.has(name) && uow.principal.mayRead(type.name, name));
  const titles = new Map<string, string>();
  for (const name of names) {
    const target = type.fields.get(name)?.target;
    if (!target) continue;
    const ids = rows.flatMap((row) => (typeof row[name] === 'string' ? [row[name]] : []));
    for (const [id, title] of await visibleTitles(uow, target, ids)) titles.set(id, title);
  }
  return rows.map((row) =>
    names
      .map((name) => (type.fields.get(name)?.target ? titles.get(row[name] as string) : row[name]))
      .filter((value): value is string => typeof value === 'string' && value !== '')
      .slice(0, PARTS)
      .join('، '),
  );
}
