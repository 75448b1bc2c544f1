import { clock } from '../context/clock.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import type { RowResult } from './row-writer.js';

/** How far a run has come. Written with each batch in its transaction, so a run that was cut off goes on where it was. */
export interface ImportProgress {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly failed: number;
  /** Rows per second since the run began. */
  readonly rowsPerSecond: number;
  readonly cancelled: boolean;
}

const COLUMNS = `read_rows as read, created_rows as created, updated_rows as updated, unchanged_rows as unchanged,
  failed_rows as failed, cancelled,
  round(read_rows / greatest(extract(epoch from updated_at - started_at), 0.001))::int as "rowsPerSecond"`;

/** Clears what an earlier run has left and starts to count. */
export async function beginProgress(uow: UnitOfWork, importId: string): Promise<void> {
  await uow.execute('delete from import_failures where import_id = $1', [importId]);
  await uow.execute('delete from import_progress where import_id = $1', [importId]);
  await uow.execute('insert into import_progress (import_id, started_at, updated_at) values ($1, $2, $2)', [
    importId,
    clock.now(),
  ]);
}

export function readProgress(uow: UnitOfWork, importId: string): Promise<ImportProgress | undefined> {
  return uow.one<ImportProgress>(`select ${COLUMNS} from import_progress where import_id = $1`, [importId]);
}

/**
 * Takes the turn to write the rows after the first `read`, until the end of the transaction.
 * @throws Error when another run has written them: one that was taken for dead and has come back must not write them again
 */
export async function takeTurn(uow: UnitOfWork, importId: string, read: number): Promise<void> {
  const progress = await uow.one<{ read: number }>(
    'select read_rows as read from import_progress where import_id = $1 for update',
    [importId],
  );
  if (progress && progress.read !== read) throw new Error(`another run of the import ${importId} has gone on`);
}

/** Adds a batch of results, and keeps the rows that failed with their reasons. */
export async function addProgress(
  uow: UnitOfWork,
  importId: string,
  results: readonly RowResult[],
): Promise<ImportProgress | undefined> {
  const count = (status: RowResult['status']) => results.filter((result) => result.status === status).length;
  const failed = results.filter((result) => result.status === 'failed');
  if (failed.length > 0) await keepFailures(uow, importId, failed);
  return uow.one<ImportProgress>(
    `update import_progress set read_rows = read_rows + $2, created_rows = created_rows + $3, updated_rows = updated_rows + $4,
       unchanged_rows = unchanged_rows + $5, failed_rows = failed_rows + $6, updated_at = $7
     where import_id = $1 returning ${COLUMNS}`,
    [importId, results.length, count('created'), count('updated'), count('unchanged'), failed.length, clock.now()],
  );
}

/** The caller runs the import, so it is within their reach: asking that again for each row would cost more than the row. */
function keepFailures(uow: UnitOfWork, importId: string, failed: readonly RowResult[]): Promise<number> {
  const kept = failed.map(({ row: { line, cells }, faults }) => ({ line, cells, faults }));
  return uow.elevated('rows of an import that failed', () =>
    uow.execute(
      `insert into import_failures (import_id, line, cells, faults)
       select $1, f.line, f.cells, f.faults from json_to_recordset($2::json) as f(line integer, cells jsonb, faults jsonb)
       on conflict (import_id, line) do nothing`,
      [importId, JSON.stringify(kept, storable)],
    ),
  );
}

/** Signs that a workbook can hold and Postgres can't: a NUL, half of a character. */
function storable(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value;
}

/** Asks a running import to stop after the batch in hand. */
export async function cancelProgress(uow: UnitOfWork, importId: string): Promise<void> {
  await uow.execute('update import_progress set cancelled = true where import_id = $1', [importId]);
}
