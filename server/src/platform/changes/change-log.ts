import { Injectable } from '@nestjs/common';
import { Params, scopePredicate } from '../access/scope-predicate.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';
import { isUuid } from '../records/field-types.js';
import { type RecordType, recordTypes } from '../records/record-type.js';
import { RecordWriter } from '../records/record-writer.js';
import { decodePosition, encodePosition } from './change-cursor.js';
import { CHANGE_COLUMNS, type ChangeEntry, type ChangeRow, entryOf } from './change-entry.js';

export interface FeedQuery {
  /** Cursor of the page before; `latest` for the present end of the log. */
  readonly after: string | undefined;
  /** Record types; all that the caller may follow when undefined. */
  readonly types: readonly string[] | undefined;
  readonly limit: number;
}

export interface FeedPage {
  readonly data: ChangeEntry[];
  /** Where to go on; the same again when nothing has happened since. */
  readonly nextCursor: string;
}

/** An entry with the larger operation that it was part of, when there was one. */
export interface HistoryEntry extends ChangeEntry {
  readonly operation: { readonly kind: string; readonly title: string | null } | null;
}

export interface HistoryPage {
  readonly data: HistoryEntry[];
  readonly nextCursor: string | null;
}

/** A row of the log by its number and the record it is about. */
interface Touched {
  readonly seq: string;
  readonly recordType: string;
  readonly recordId: string;
}

/** Rows of the log that one page looks through at most, for a reader who sees few of them. */
const WINDOW = 2_000;
const WINDOWS = 5;

/** Reads the log of changes: the feed of everything, and the history of one record. */
@Injectable()
export class ChangeLog {
  constructor(private readonly writer: RecordWriter) {}

  /**
   * The changes after a cursor, in an order that keeps each record's versions apart, without gap or repetition. It ends
   * below the first change whose transaction is still open. Only records that the caller sees and may know the history of.
   * @throws Problem 400 on an unknown type or a cursor of another list
   */
  async feed(uow: UnitOfWork, query: FeedQuery): Promise<FeedPage> {
    const types = this.followed(uow, query.types);
    const reached = (await uow.one<{ n: string }>('select changes_complete() as n'))?.n ?? '0';
    if (query.after === 'latest') return { data: [], nextCursor: encodePosition('feed', reached) };
    let position = query.after === undefined ? '0' : decodePosition('feed', query.after, 'after');
    for (let i = 0; i < WINDOWS; i += 1) {
      const window = await uow.query<Touched>(
        'select seq, record_type as "recordType", record_id as "recordId" from changes_window($1, $2, $3)',
        [position, reached, WINDOW],
      );
      if (window.length === 0) break;
      const shown = await this.visible(uow, window, types);
      const taken = shown.slice(0, query.limit).map((touched) => touched.seq);
      position = (shown.length > query.limit ? taken.at(-1) : window.at(-1)?.seq) as string;
      const data = await this.entries(uow, taken, types);
      if (data.length > 0) return { data, nextCursor: encodePosition('feed', position) };
    }
    return { data: [], nextCursor: encodePosition('feed', position) };
  }

  /** The changes of one record, the latest first. @throws Problem 400, 403, 404 */
  async history(
    uow: UnitOfWork,
    type: RecordType,
    id: string,
    cursor: string | undefined,
    limit: number,
  ): Promise<HistoryPage> {
    await this.authorize(uow, type, id);
    const below = cursor === undefined ? null : decodePosition('history', cursor, 'cursor');
    const rows = await uow.query<ChangeRow>(
      `select ${CHANGE_COLUMNS} from changes c
       where c.record_id = $1 and c.record_type = $2 and ($3::bigint is null or c.seq < $3) order by c.seq desc limit $4`,
      [id, type.name, below, limit + 1],
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const entries = page.flatMap((row) => entryOf(row, type, uow.principal) ?? []);
    const data = await withOperations(uow, entries);
    return { data, nextCursor: rows.length > limit && last ? encodePosition('history', last.id) : null };
  }

  /** One change of one record. @throws Problem 403, 404 */
  async change(uow: UnitOfWork, type: RecordType, id: string, changeId: string): Promise<ChangeEntry> {
    await this.authorize(uow, type, id);
    const row = /^\d{1,18}$/.test(changeId)
      ? await uow.one<ChangeRow>(
          `select ${CHANGE_COLUMNS} from changes c where c.seq = $1 and c.record_id = $2 and c.record_type = $3`,
          [changeId, id, type.name],
        )
      : undefined;
    const entry = row && entryOf(row, type, uow.principal);
    if (!entry) throw Problem.notFound();
    return entry;
  }

  /** The caller must see the record, removed or not, and be allowed to know its history. */
  async authorize(uow: UnitOfWork, type: RecordType, id: string): Promise<void> {
    uow.principal.authorize(type.name, 'view');
    const seen = isUuid(id) && (await uow.one(`select 1 from ${type.table} t where t.id = $1`, [id]));
    if (!seen) throw Problem.notFound();
    uow.principal.authorize(type.name, 'history');
    await this.writer.mustReach(uow, type, id, 'history');
  }

  private followed(uow: UnitOfWork, names: readonly string[] | undefined): Map<string, RecordType> {
    const allowed = recordTypes
      .all()
      .filter(
        (type) => !type.internal && uow.principal.may(type.name, 'view') && uow.principal.may(type.name, 'history'),
      );
    const types = new Map(allowed.map((type) => [type.name, type]));
    if (!names) return types;
    const unknown = names.find((name) => !recordTypes.find(name));
    if (unknown !== undefined)
      throw Problem.invalid('query.invalid', [
        { path: 'types', code: 'changes.unknownType', params: { type: unknown } },
      ]);
    return new Map(names.flatMap((name) => (types.has(name) ? [[name, types.get(name) as RecordType]] : [])));
  }

  private async entries(
    uow: UnitOfWork,
    seqs: readonly string[],
    types: Map<string, RecordType>,
  ): Promise<ChangeEntry[]> {
    if (seqs.length === 0) return [];
    const rows = await uow.query<ChangeRow>(
      `select ${CHANGE_COLUMNS} from changes c where c.seq = any($1) order by c.seq`,
      [seqs],
    );
    return rows.flatMap((row) => entryOf(row, types.get(row.recordType) as RecordType, uow.principal) ?? []);
  }

  /** Which rows of the log are about records that the caller sees and may know the history of: one look per type. */
  private async visible(
    uow: UnitOfWork,
    window: readonly Touched[],
    types: Map<string, RecordType>,
  ): Promise<Touched[]> {
    const known = new Map<string, Set<string> | 'every'>();
    for (const [name, type] of types) {
      const ids = new Set(window.flatMap((touched) => (touched.recordType === name ? [touched.recordId] : [])));
      if (ids.size > 0) known.set(name, await this.reached(uow, type, [...ids]));
    }
    return window.filter(({ recordType, recordId }) => {
      const ids = known.get(recordType);
      return ids === 'every' || ids?.has(recordId);
    });
  }

  private async reached(uow: UnitOfWork, type: RecordType, ids: readonly string[]): Promise<Set<string> | 'every'> {
    const { principal } = uow;
    const params = new Params();
    const list = params.add(ids, '::uuid[]');
    const view = scopePredicate(type, 'view', principal, 't', params);
    // The right to know the history may reach less far than the right to view.
    const history = scopePredicate(type, 'history', principal, 't', params);
    // Who sees everything is told also of records that are gone for good.
    if (!history && principal.reach('*', 'view').all) return 'every';
    const conditions = [`t.id = any(${list})`, view, history].filter((part) => part !== undefined);
    const found = await uow.query<{ id: string }>(
      `select t.id from ${type.table} t where ${conditions.join(' and ')}`,
      params.values,
    );
    return new Set(found.map((row) => row.id));
  }
}

/** Says which entries came of an import, a bulk edit, a handover: that is why the record changed. */
async function withOperations(uow: UnitOfWork, entries: readonly ChangeEntry[]): Promise<HistoryEntry[]> {
  const ids = [...new Set(entries.flatMap(({ operationId }) => operationId ?? []))];
  const rows = ids.length
    ? await uow.query<{ id: string; kind: string; title: string | null }>('select * from operation_kinds($1::uuid[])', [
        ids,
      ])
    : [];
  const known = new Map(rows.map(({ id, ...operation }) => [id, operation]));
  return entries.map((entry) => ({ ...entry, operation: known.get(entry.operationId ?? '') ?? null }));
}
