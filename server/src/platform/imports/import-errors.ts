import type { Locale } from '../context/request-context.js';
import type { DataDoor } from '../database/data-door.js';
import type { Fault } from '../errors/problem.js';
import { say } from '../i18n/messages.js';
import { recordTypes } from '../records/record-type.js';
import type { OutCell, OutColumn } from '../spreadsheets/sheet-writer.js';
import type { Import } from './import.record.js';

const PAGE = 1_000;

/** The columns of the file of errors: those of the import, then the line and the reasons. */
export function errorColumns(job: Import, locale: Locale): OutColumn[] {
  const columns = job.columns.map(({ name }) => ({ title: name, width: 18 }));
  return [
    ...columns,
    { title: say(locale, 'imports.line'), width: 8 },
    { title: say(locale, 'imports.reasons'), width: 60 },
  ];
}

/** The rows that failed, as they stood in the file, with the reasons in words. Mend them and import the file again. */
export async function* errorRows(door: DataDoor, job: Import, locale: Locale): AsyncGenerator<OutCell[]> {
  let after = 0;
  for (;;) {
    const page = await door.read((uow) =>
      uow.query<{ line: number; cells: string[]; faults: Fault[] }>(
        'select line, cells, faults from import_failures where import_id = $1 and line > $2 order by line limit $3',
        [job.id, after, PAGE],
      ),
    );
    for (const { line, cells, faults } of page) {
      const own = job.columns.map((_, i) => cells[i] ?? '');
      yield [...own, line, faults.map((fault) => reason(job, fault, locale)).join('؛ ')];
    }
    if (page.length < PAGE) return;
    after = page.at(-1)?.line ?? after;
  }
}

function reason(job: Import, { path, code, params }: Fault, locale: Locale): string {
  const sentence = say(locale, `errors.${code}`, params);
  const label = recordTypes.find(job.recordType)?.fields.get(path)?.[locale];
  return label ? `${label}: ${sentence}` : sentence;
}
