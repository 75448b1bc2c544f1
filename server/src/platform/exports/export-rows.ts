import { Params, scopePredicate } from '../access/scope-predicate.js';
import type { DataDoor } from '../database/data-door.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { type About, selected } from '../records/about.js';
import type { FieldDefinition } from '../records/field-definition.js';
import { type Condition, orderBy, pagesAfter, type Position } from '../records/keyset.js';
import { maskOf } from '../records/mask.js';
import type { RecordReader } from '../records/record-reader.js';
import { recordTypes, type RecordType } from '../records/record-type.js';
import type { OutCell } from '../spreadsheets/sheet-writer.js';
import { exportCell, type Titles } from './export-cells.js';
import type { ExportRequest } from './export-request.js';

const PAGE = 1_000;

type ExportedRow = Record<string, unknown> & { id: string };

/**
 * The rows of an export, page by page, each in a short transaction of its own: a slow reader holds no connection, and
 * memory stays the same however many rows there are.
 */
export async function* exportRows(
  door: DataDoor,
  reader: RecordReader,
  type: RecordType,
  request: ExportRequest,
): AsyncGenerator<OutCell[]> {
  let position: Position | undefined;
  for (;;) {
    const page = await door.read(async (uow) => {
      const rows = await readPage(uow, reader, type, request, position);
      const titles = await titlesOf(uow, request, rows);
      return { rows, cells: rows.map((row) => cellsOf(uow, type, request, row, titles)) };
    });
    yield* page.cells;
    const last = page.rows.at(-1);
    if (!last || page.rows.length < PAGE) return;
    position = { id: last.id, values: request.list.sort.map((_, i) => sortText(last[`sort_${i}`])) };
  }
}

async function readPage(
  uow: UnitOfWork,
  reader: RecordReader,
  type: RecordType,
  { list, fields }: ExportRequest,
  position: Position | undefined,
): Promise<ExportedRow[]> {
  const sorts = list.sort.map(({ field }, i) => `t.${field.column} as sort_${i}`);
  const columns = [
    't.id',
    ...fields.filter(({ name }) => name !== 'id').map((field) => selected(field, 't')),
    ...sorts,
  ].join(', ');
  const rows: ExportedRow[] = [];
  const starts: Condition[] = position ? pagesAfter(list.sort, position, 't') : [() => 'true'];
  for (const start of starts) {
    const params = new Params();
    // The right to export may reach less far than the right to see.
    const scope = scopePredicate(type, 'export', uow.principal, 't', params) ?? 'true';
    const where = [reader.conditions(uow, type, list, list.q, params), scope, start(params)].join(' and ');
    const page = await uow.query<ExportedRow>(
      `select ${columns} from ${type.table} t where ${where} order by ${orderBy(list.sort, 't')} limit ${PAGE - rows.length}`,
      params.values,
    );
    rows.push(...page);
    if (rows.length >= PAGE) break;
  }
  return rows;
}

function cellsOf(
  uow: UnitOfWork,
  type: RecordType,
  request: ExportRequest,
  row: ExportedRow,
  titles: Titles,
): OutCell[] {
  return request.fields.map((field) => {
    const value = row[field.name];
    if (uow.principal.fieldLevel(type.name, field.name) === 'masked') return maskOf(field, value);
    return exportCell(field, value, request, titles);
  });
}

/** Names of the records that a page links to, as far as the caller sees them: one query per record type. */
async function titlesOf(
  uow: UnitOfWork,
  { fields, links }: ExportRequest,
  rows: readonly ExportedRow[],
): Promise<Titles> {
  const titles = new Map<string, Map<string, string>>();
  if (links === 'id') return titles;
  const wanted = new Map<string, Set<string>>();
  for (const field of fields)
    for (const row of rows)
      for (const { type, id } of linksOf(field, row[field.name])) {
        const ids = wanted.get(type) ?? new Set();
        wanted.set(type, ids.add(id));
      }
  for (const [name, ids] of wanted) {
    const target = recordTypes.find(name);
    if (!target || !uow.principal.mayRead(name, target.title)) continue;
    const column = target.fields.get(target.title)?.column as string;
    const found = await uow.query<{ id: string; title: string | null }>(
      `select t.id, t.${column} as title from ${target.table} t where t.id = any($1::uuid[])`,
      [[...ids]],
    );
    titles.set(name, new Map(found.map(({ id, title }) => [id, title ?? ''])));
  }
  return titles;
}

function linksOf(field: FieldDefinition, value: unknown): About[] {
  if (value === null || value === undefined) return [];
  if (field.type === 'about') return [value as About];
  if (field.target === undefined) return [];
  return (Array.isArray(value) ? (value as string[]) : [String(value)]).map((id) => ({
    type: field.target as string,
    id,
  }));
}

function sortText(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
