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

export interface HistoryPage {
  readonly data: ChangeEntry[];
  readonly nextCursor: string | null;
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
      const end = (
        await uow.one<{ n: string | null }>('select changes_window($1, $2, $3) as n', [position, reached, WINDOW])
      )?.n;
      if (!end) break;
      const rows = await uow.query<ChangeRow>(
        `select ${CHANGE_COLUMNS} from changes c
         where c.seq > $1 and c.seq <= $2 and c.record_type = any($3) order by c.seq limit $4`,
        [position, end, [...types.keys()], query.limit],
      );
      position = rows.length === query.limit ? (rows.at(-1)?.id as string) : end;
      const data = await this.entries(uow, rows, types);
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
    const data = page.flatMap((row) => entryOf(row, type, uow.principal) ?? []);
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
  private async authorize(uow: UnitOfWork, type: RecordType, id: string): Promise<void> {
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
    rows: readonly ChangeRow[],
    types: Map<string, RecordType>,
  ): Promise<ChangeEntry[]> {
    const known = new Map<string, Set<string> | 'every'>();
    for (const [name, type] of types) known.set(name, await this.withHistory(uow, type, rows));
    return rows.flatMap((row) => {
      const ids = known.get(row.recordType);
      if (ids !== 'every' && !ids?.has(row.recordId)) return [];
      return entryOf(row, types.get(row.recordType) as RecordType, uow.principal) ?? [];
    });
  }

  /** Row-level security goes by the right to view; the right to know the history may reach less far. */
  private async withHistory(
    uow: UnitOfWork,
    type: RecordType,
    rows: readonly ChangeRow[],
  ): Promise<Set<string> | 'every'> {
    const params = new Params();
    const scope = scopePredicate(type, 'history', uow.principal, 't', params);
    if (!scope) return 'every';
    const ids = [...new Set(rows.flatMap((row) => (row.recordType === type.name ? [row.recordId] : [])))];
    if (ids.length === 0) return new Set();
    const found = await uow.query<{ id: string }>(
      `select t.id from ${type.table} t where t.id = any(${params.add(ids, '::uuid[]')}) and ${scope}`,
      params.values,
    );
    return new Set(found.map((row) => row.id));
  }
}
