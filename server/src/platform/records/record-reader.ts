import { Injectable } from '@nestjs/common';
import type { Principal } from '../access/principal.js';
import { hasManyWays, Params, reachesFew, scopePredicate } from '../access/scope-predicate.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';
import { FilterCompiler, likeText } from '../filters/filter-compiler.js';
import { fromQwerty } from '../persian/index.js';
import { shownValue } from './about.js';
import type { FieldDefinition } from './field-definition.js';
import { isUuid } from './field-types.js';
import { type Condition, decodeCursor, encodeCursor, listFingerprint, orderBy, pagesAfter } from './keyset.js';
import type { ListQuery } from './list-query.js';
import { recordTypes, type RecordType } from './record-type.js';
import { searchColumn, searchWords } from './search-words.js';
import { projectionOf, type RecordView } from './record-view.js';

export interface ListPage {
  readonly data: RecordView[];
  readonly nextCursor: string | null;
  /** Rows in all, when `count` was asked for. */
  readonly total?: number;
  /** Whether `total` is exact; an estimate counts up to 10,000 and asks the planner beyond. */
  readonly totalIs?: 'exact' | 'estimate';
  /** What was searched instead, when nothing was found and the query looks typed on the other keyboard layout. */
  readonly searchedFor?: string;
}

const COUNT_CAP = 10_000;

/** Reads records: one query compiler, keyset pages, nothing that the caller may not see. */
@Injectable()
export class RecordReader {
  /** A page of `type`. @throws Problem 400 on a cursor of another list */
  async list(uow: UnitOfWork, type: RecordType, query: ListQuery): Promise<ListPage> {
    const page = await this.page(uow, type, query, query.q);
    const retry = page.data.length === 0 && query.q !== '' && !query.cursor ? fromQwerty(query.q) : query.q;
    if (retry === query.q) return page;
    const second = await this.page(uow, type, query, retry);
    return second.data.length > 0 ? { ...second, searchedFor: retry } : page;
  }

  private async page(uow: UnitOfWork, type: RecordType, query: ListQuery, q: string): Promise<ListPage> {
    const projection = projectionOf(type, uow.principal);
    const fingerprint = listFingerprint([
      type.name,
      query.sort.map((k) => [k.field.name, k.descending]),
      query.filter,
      q,
      query.deleted,
    ]);
    const pages: Condition[] = query.cursor
      ? pagesAfter(query.sort, decodeCursor(query.cursor, fingerprint, query.sort.length), 't')
      : [() => 'true'];
    // What is sought and filtered for decides on the plan; the rows of a scope are alike.
    const plain = q === '' && !query.filter;
    const few = reachesFew(type, uow.principal) && (q !== '' || hasManyWays(type));
    const rows: RecordView[] = [];
    for (const page of pages) {
      const params = new Params();
      const seen = this.conditions(uow, type, query, '', params);
      const wanted = [...searchConditions(type, q, 't', params, uow.principal), page(params)].join(' and ');
      const sql = `${few ? `with t as materialized (select t.* from ${type.table} t where ${seen})` : ''}
        select ${projection.columns} from ${few ? `t where ${wanted}` : `${type.table} t where ${seen} and ${wanted}`}
        order by ${orderBy(query.sort, 't')} limit ${query.limit + 1 - rows.length}`;
      const found = plain ? uow.queryKept<RecordView>(sql, params.values) : uow.query<RecordView>(sql, params.values);
      rows.push(...(await found));
      if (rows.length > query.limit) break;
    }
    const more = rows.length > query.limit;
    if (more) rows.pop();
    const last = rows.at(-1);
    const nextCursor =
      more && last
        ? encodeCursor(fingerprint, { id: last.id, values: query.sort.map(({ field }) => sortValue(last[field.name])) })
        : null;
    const data = rows.map((row) => projection.view(row));
    await this.embed(uow, type, data, query.include);
    return { data, nextCursor, ...(query.count ? await this.total(uow, type, query, q) : {}) };
  }

  /** The condition of a list: scope, living or removed, filter and free text. */
  conditions(
    uow: UnitOfWork,
    type: RecordType,
    query: Pick<ListQuery, 'filter' | 'deleted'>,
    q: string,
    params: Params,
  ): string {
    const parts = [`t.deleted_at is ${query.deleted ? 'not ' : ''}null`];
    const scope = scopePredicate(type, 'view', uow.principal, 't', params);
    if (scope) parts.push(scope);
    if (query.filter) parts.push(new FilterCompiler(uow.principal, params).compile(query.filter, type, 't'));
    parts.push(...searchConditions(type, q, 't', params, uow.principal));
    return parts.join(' and ');
  }

  private async total(
    uow: UnitOfWork,
    type: RecordType,
    query: ListQuery,
    q: string,
  ): Promise<Pick<ListPage, 'total' | 'totalIs'>> {
    const params = new Params();
    const where = this.conditions(uow, type, query, q, params);
    if (query.count === 'exact' && isWhole(uow, type, query, q)) {
      const row = await uow.one<{ n: string }>('select count_living($1) as n', [type.name]);
      return { total: Number(row?.n), totalIs: 'exact' };
    }
    if (query.count === 'exact') {
      const row = await uow.one<{ n: string }>(
        `select count(*) as n from ${type.table} t where ${where}`,
        params.values,
      );
      return { total: Number(row?.n), totalIs: 'exact' };
    }
    const capped = await uow.one<{ n: string }>(
      `select count(*) as n from (select 1 from ${type.table} t where ${where} limit ${COUNT_CAP + 1}) capped`,
      params.values,
    );
    const counted = Number(capped?.n);
    if (counted <= COUNT_CAP) return { total: counted, totalIs: 'exact' };
    return { total: COUNT_CAP, totalIs: 'estimate' };
  }

  /** One record. @throws Problem 404 when it isn't there or isn't visible */
  async get(
    uow: UnitOfWork,
    type: RecordType,
    id: string,
    options: { include?: readonly string[]; deleted?: boolean } = {},
  ): Promise<RecordView> {
    if (!isUuid(id)) throw Problem.notFound();
    const projection = projectionOf(type, uow.principal);
    const [row] = await uow.queryKept<RecordView>(
      `select ${projection.columns} from ${type.table} t where t.id = $1 and t.deleted_at is ${options.deleted ? 'not ' : ''}null`,
      [id.toLowerCase()],
    );
    if (!row) throw Problem.notFound();
    const view = projection.view(row);
    await this.embed(uow, type, [view], options.include ?? []);
    return view;
  }

  /** Embeds linked records under the link's name; one query per link for the whole page. */
  private async embed(
    uow: UnitOfWork,
    type: RecordType,
    views: RecordView[],
    include: readonly string[],
  ): Promise<void> {
    for (const name of include) {
      const field = type.fields.get(`${name}Id`) ?? type.fields.get(name);
      const target = recordTypes.get(field?.target as string);
      const idsOf = (view: RecordView) => (shownValue(view, field as FieldDefinition) ?? []) as string | string[];
      const ids = [...new Set(views.flatMap(idsOf))];
      const projection = projectionOf(target, uow.principal);
      const rows = ids.length
        ? await uow.queryKept<RecordView>(
            `select ${projection.columns} from ${target.table} t where t.id = any($1::uuid[])`,
            [ids],
          )
        : [];
      const byId = new Map(rows.map((row) => [row.id, projection.view(row)]));
      for (const view of views) {
        const value = shownValue(view, field as FieldDefinition);
        const place = field?.custom ? (view.custom as Record<string, unknown>) : view;
        place[field?.custom ? name.slice('custom.'.length) : name] = Array.isArray(value)
          ? value.flatMap((id) => byId.get(id as string) ?? [])
          : (byId.get(value as string) ?? null);
      }
    }
  }
}

/** Whether a list is all living records of a type, and the caller sees them all. */
function isWhole({ principal }: UnitOfWork, type: RecordType, { filter, deleted }: ListQuery, q: string): boolean {
  return type.visibility === 'owned' && principal.reach(type.name, 'view').all && !filter && !deleted && q === '';
}

function sortValue(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}

/**
 * One condition per word of `q`, all of which must be found, or the whole of `q` written together («پاکنژاد» finds
 * «پاک نژاد», and the other way round). Only fields that the caller may read count: a hit on a hidden one would tell its
 * value. Nothing for a type without such fields.
 */
export function searchConditions(
  type: RecordType,
  q: string,
  alias: string,
  params: Params,
  principal: Principal,
): string[] {
  if (q === '') return [];
  const searchable = [...type.fields.values()].filter((field) => field.search);
  const readable = searchable.filter((field) => principal.mayRead(type.name, field.name));
  const tokens = readable.length > 0 ? searchWords(q) : [];
  if (tokens.length === 0) return ['false'];
  const columns = [...new Set(readable.map(searchColumn))];
  const like = (part: string) => {
    const pattern = params.add(`%${part}%`, '::text');
    const found = columns.map((column) => {
      const inColumn = `${alias}.${column} like ${pattern}`;
      const own = readable.filter((field) => searchColumn(field) === column);
      if (own.length === searchable.filter((field) => searchColumn(field) === column).length) return inColumn;
      // The search column is of all fields and leads by its index; what it finds is looked for once more in the readable ones.
      const text = own.map((field) => `coalesce(${alias}.${field.column}, '')`).join(` || ' ' || `);
      return `(${inColumn} and fa_search(${text}) like ${pattern})`;
    });
    return found.length === 1 ? (found[0] as string) : `(${found.join(' or ')})`;
  };
  // A word of one or two letters has no trigram of its own; at the start of a word it has.
  const words = tokens.map((token) => like(token.length < 3 ? ` ${likeText(token)}` : likeText(token)));
  if (tokens.length === 1) return words;
  return [`((${words.join(' and ')}) or ${like(likeText(tokens.join('')))})`];
}
