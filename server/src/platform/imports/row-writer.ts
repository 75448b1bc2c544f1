import type { Principal } from '../access/principal.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import type { Fault } from '../errors/problem.js';
import type { BatchInput, BatchOutcome } from '../records/record-batch.js';
import { recordTypes, type RecordType } from '../records/record-type.js';
import type { RecordWriter } from '../records/record-writer.js';
import type { SheetRow } from '../spreadsheets/sheet.js';
import type { ImportMode } from './import.record.js';
import type { ImportOptions, MappingEntry } from './import-mapping.js';
import { KeyMatcher } from './key-matcher.js';
import { type ReadRow, RowReader } from './row-reader.js';

/** Levels of records of one batch that name each other: head office, branch, its branch. Deeper ones need a further import. */
const MOST_LEVELS = 12;

/** What became of one row of the file. */
export interface RowResult {
  readonly row: SheetRow;
  readonly status: 'created' | 'updated' | 'unchanged' | 'failed';
  readonly id?: string;
  readonly faults: readonly Fault[];
}

export interface RowWriterSettings {
  readonly recordType: string;
  readonly header: readonly string[];
  readonly mapping: readonly MappingEntry[];
  readonly mode: ImportMode;
  readonly keyFields: readonly string[];
  readonly options: ImportOptions;
}

/** Writes rows of a file as records, in the caller's transaction and with the caller's rights. */
export class RowWriter {
  readonly reader: RowReader;
  private readonly type: RecordType;
  private readonly keys: KeyMatcher;

  constructor(
    private readonly writer: RecordWriter,
    principal: Principal,
    private readonly settings: RowWriterSettings,
  ) {
    const { header, mapping, options } = settings;
    this.type = recordTypes.get(settings.recordType);
    this.reader = new RowReader(this.type, principal, header, mapping, options, writer);
    this.keys = new KeyMatcher(this.type, settings.keyFields);
  }

  /** Writes rows that the reader has read. The results come in the order of the rows. */
  async write(uow: UnitOfWork, rows: readonly ReadRow[]): Promise<RowResult[]> {
    const results = new Map<ReadRow, RowResult>();
    let waiting = rows;
    for (let level = 1; waiting.length > 0; level += 1) {
      const ready =
        level < MOST_LEVELS ? this.withoutDependents(waiting, await this.reader.dependents(uow, waiting)) : waiting;
      await this.reader.complete(uow, ready);
      await this.writeReady(uow, ready, results);
      waiting = waiting.filter((row) => !results.has(row));
    }
    return rows.map((row) => results.get(row) as RowResult);
  }

  /** The rows that wait for no other. Rows of one key keep their order; rows that wait for each other don't wait. */
  private withoutDependents(rows: readonly ReadRow[], dependents: ReadonlySet<ReadRow>): readonly ReadRow[] {
    if (dependents.size === 0) return rows;
    const held = new Set<string>();
    const ready = rows.filter((row) => {
      const key = this.usedKeyOf(row);
      const waits = dependents.has(row) || (key !== undefined && held.has(key));
      if (waits && key !== undefined) held.add(key);
      return !waits;
    });
    return ready.length > 0 ? ready : rows;
  }

  private async writeReady(uow: UnitOfWork, rows: readonly ReadRow[], results: Map<ReadRow, RowResult>): Promise<void> {
    let waiting = rows;
    // A row with the key of one before it waits until that one is written.
    while (waiting.length > 0) {
      const keys = new Set<string>();
      const now: ReadRow[] = [];
      const later: ReadRow[] = [];
      for (const row of waiting) {
        const key = this.usedKeyOf(row);
        (key !== undefined && keys.has(key) ? later : now).push(row);
        if (key !== undefined) keys.add(key);
      }
      await this.writeNow(uow, now, results);
      waiting = later;
    }
  }

  private usedKeyOf(row: ReadRow): string | undefined {
    return this.keys.used && row.faults.length === 0 ? this.keys.keyOf(row) : undefined;
  }

  private async writeNow(uow: UnitOfWork, rows: readonly ReadRow[], results: Map<ReadRow, RowResult>): Promise<void> {
    const existing = await this.keys.find(
      uow,
      rows.filter((row) => row.faults.length === 0),
    );
    const creates: ReadRow[] = [];
    const updates: { row: ReadRow; id: string }[] = [];
    for (const row of rows) {
      const plan = row.faults.length > 0 ? row.faults : this.plan(row, existing);
      if (plan === 'create') creates.push(row);
      else if (typeof plan === 'string') updates.push({ row, id: plan });
      else results.set(row, { row, status: 'failed', faults: plan });
    }
    if (creates.length > 0) {
      const outcomes = await this.writer.createMany(
        uow,
        this.type,
        creates.map((row) => this.inputOf(row)),
      );
      for (const [i, row] of creates.entries()) results.set(row, resultOf(row, outcomes[i]));
    }
    if (updates.length === 0) return;
    const inputs = updates.map(({ row, id }) => ({ ...this.inputOf(row), id }));
    const outcomes = await this.writer.updateMany(uow, this.type, inputs);
    for (const [i, { row }] of updates.entries()) results.set(row, resultOf(row, outcomes[i]));
  }

  private inputOf(row: ReadRow): BatchInput {
    return { body: row.body, set: row.set, read: (mode) => this.reader.finish(row, mode) };
  }

  /** `create`, the id of the record to change, or why neither. */
  private plan(row: ReadRow, existing: ReadonlyMap<string, readonly string[]>): string | Fault[] {
    const { mode, keyFields } = this.settings;
    if (!this.keys.used) return 'create';
    const path = keyFields[0] as string;
    const key = this.keys.keyOf(row);
    const ids = key === undefined ? [] : (existing.get(key) ?? []);
    if (mode === 'create')
      return ids.length === 0 ? 'create' : [{ path, code: 'import.exists', params: { id: ids[0] } }];
    if (ids.length > 1) return [{ path, code: 'import.keyAmbiguous', params: { count: ids.length } }];
    if (ids.length === 1) return ids[0] as string;
    if (mode === 'upsert') return 'create';
    return [{ path, code: key === undefined ? 'import.keyEmpty' : 'import.notThere' }];
  }
}

function resultOf(row: ReadRow, outcome: BatchOutcome | undefined): RowResult {
  if (outcome && outcome.status !== 'failed') return { row, status: outcome.status, id: outcome.id, faults: [] };
  const problem = outcome?.problem;
  const { faults = [], params } = problem?.options ?? {};
  return {
    row,
    status: 'failed',
    faults: faults.length > 0 ? faults : [{ path: '', code: problem?.code ?? 'server.error', params }],
  };
}
