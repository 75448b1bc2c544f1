import { Params, scopePredicate } from '../access/scope-predicate.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';
import { unknownMembers } from '../errors/schema-faults.js';
import { describeProblem, type ProblemDocument } from '../errors/problem-document.js';
import { byAlias } from './record-aliases.js';
import type { RecordType } from './record-type.js';
import type { RecordWriter } from './record-writer.js';

export const MAX_BULK = 1000;

interface KnownRecord {
  readonly id: string;
  readonly version: number;
  /** Known by the number of a record that was merged into it; its own number stays. */
  readonly alias?: boolean;
}

/** What became of one row: the record's id and version, or the problem that refused it. */
export interface BulkRow {
  readonly index: number;
  readonly status: 'created' | 'updated' | 'unchanged' | 'failed';
  readonly id?: string;
  readonly externalId?: string;
  readonly version?: number;
  readonly problem?: ProblemDocument;
}

export interface BulkAnswer {
  readonly data: BulkRow[];
  readonly created: number;
  readonly updated: number;
  readonly failed: number;
}

/**
 * Creates or updates records by `externalId`, in order. A bad row doesn't spoil the others, unless `atomic`.
 * @throws Problem 400 `bulk.invalid`; with `atomic` the problem of the first bad row
 */
export async function upsertMany(
  uow: UnitOfWork,
  writer: RecordWriter,
  type: RecordType,
  body: unknown,
  atomic: boolean,
): Promise<BulkAnswer> {
  const rows = rowsOf(body);
  if (!Array.isArray(rows) || rows.length === 0 || rows.length > MAX_BULK)
    throw Problem.invalid('bulk.invalid', [{ path: 'data', code: 'bulk.size', params: { max: MAX_BULK } }]);
  const known = await idsByExternalId(uow, type, rows);
  const data: BulkRow[] = [];
  for (const [index, row] of rows.entries()) {
    const write = () => upsertOne(uow, writer, type, row, index, known);
    if (atomic) {
      data.push(await write());
      continue;
    }
    try {
      data.push(await uow.savepoint(write));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      data.push({ index, status: 'failed', externalId: externalIdOf(row), problem: describeProblem(error) });
    }
  }
  const count = (status: BulkRow['status']) => data.filter((row) => row.status === status).length;
  return { data, created: count('created'), updated: count('updated'), failed: count('failed') };
}

/** The rows of `{ "data": [...] }`, or of a bare list. @throws Problem 400 for anything beside `data` */
function rowsOf(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const unknown = unknownMembers(body, ['data']);
  if (unknown.length > 0) throw Problem.invalid('bulk.invalid', unknown);
  return (body as { data?: unknown }).data;
}

function externalIdOf(row: unknown): string | undefined {
  const value = (row as { externalId?: unknown } | null)?.externalId;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function withoutExternalId(row: unknown): unknown {
  const { externalId: _externalId, ...rest } = row as { externalId?: unknown };
  return rest;
}

async function upsertOne(
  uow: UnitOfWork,
  writer: RecordWriter,
  type: RecordType,
  row: unknown,
  index: number,
  known: Map<string, KnownRecord>,
): Promise<BulkRow> {
  const externalId = externalIdOf(row);
  const existing = externalId === undefined ? undefined : known.get(externalId);
  if (!existing) {
    const view = await writer.create(uow, type, row);
    if (externalId !== undefined) known.set(externalId, { id: view.id, version: view.version });
    return { index, status: 'created', id: view.id, externalId, version: view.version };
  }
  const view = await writer.update(uow, type, existing.id, existing.alias ? withoutExternalId(row) : row);
  const status = view.version === existing.version ? 'unchanged' : 'updated';
  known.set(externalId as string, { ...existing, id: view.id, version: view.version });
  return { index, status, id: view.id, externalId, version: view.version };
}

async function idsByExternalId(uow: UnitOfWork, type: RecordType, rows: unknown[]): Promise<Map<string, KnownRecord>> {
  const params = new Params();
  const wanted = rows.flatMap((row) => externalIdOf(row) ?? []);
  const ids = params.add(wanted, '::text[]');
  const scope = scopePredicate(type, 'view', uow.principal, 't', params);
  const found = await uow.query<{ id: string; externalId: string; version: number }>(
    `select t.id, t.external_id as "externalId", t.version from ${type.table} t
     where t.external_id = any(${ids}) and t.deleted_at is null${scope ? ` and ${scope}` : ''} order by t.id desc`,
    params.values,
  );
  const known = new Map<string, KnownRecord>(found.map(({ externalId, id, version }) => [externalId, { id, version }]));
  const missing = wanted.filter((externalId) => !known.has(externalId));
  for (const { externalId, id, version } of await byAlias(uow, type, missing))
    known.set(externalId, { id, version, alias: true });
  return known;
}
