import { Injectable } from '@nestjs/common';
import { Params, reachesFew, scopePredicate } from '../../platform/access/scope-predicate.js';
import { DataDoor } from '../../platform/database/data-door.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { compareFa, fromQwerty, normalizeLine } from '../../platform/persian/index.js';
import { searchConditions } from '../../platform/records/record-reader.js';
import type { RecordType } from '../../platform/records/record-type.js';
import { projectionOf, type RecordView } from '../../platform/records/record-view.js';
import { rankOf } from './rank.js';
import { readSearchQuery, searchableTypes, type SearchQuery } from './search-query.js';
import { subtitlesOf } from './subtitles.js';

export interface SearchHit {
  readonly type: string;
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
}

export interface SearchGroup {
  readonly type: string;
  readonly hits: SearchHit[];
}

export interface SearchAnswer {
  readonly data: SearchGroup[];
  /** What was searched instead, when nothing was found and the query looks typed on the other keyboard layout. */
  readonly searchedFor?: string;
  /** Types that took too long and are left out. */
  readonly skipped?: string[];
}

/** No type may hold up the others. */
const STATEMENT_BUDGET_MS = 800;
const QUERY_CANCELED = '57014';
/** Sorts after every letter in every collation of ICU, so that a range of titles is all that begin alike. */
const AFTER_ALL = '\uffff';

/** One search over all record types: what is exactly it, then what begins so, then what contains it. */
@Injectable()
export class GlobalSearch {
  constructor(private readonly door: DataDoor) {}

  /** @throws Problem 400 */
  search(raw: Record<string, unknown>): Promise<SearchAnswer> {
    return this.door.read(async (uow) => {
      const query = readSearchQuery(raw, uow.principal);
      const answer = await this.everywhere(uow, query);
      const other = answer.data.length === 0 ? fromQwerty(query.text) : query.text;
      if (other === query.text) return answer;
      const second = await this.everywhere(uow, readSearchQuery({ ...raw, q: other }, uow.principal));
      return second.data.length > 0 ? { ...second, searchedFor: other } : answer;
    });
  }

  private async everywhere(uow: UnitOfWork, query: SearchQuery): Promise<SearchAnswer> {
    if (query.words.length === 0) return { data: [] };
    const data: SearchGroup[] = [];
    const skipped: string[] = [];
    await uow.query(`select set_config('statement_timeout', $1, true)`, [`${STATEMENT_BUDGET_MS}ms`]);
    for (const type of searchableTypes(uow.principal, query.types)) {
      try {
        const rows = await uow.savepoint(() => this.rows(uow, type, query));
        if (rows.length > 0) data.push({ type: type.name, hits: await this.hits(uow, type, rows) });
      } catch (error) {
        if ((error as { code?: unknown }).code !== QUERY_CANCELED) throw error;
        skipped.push(type.name);
      }
    }
    return skipped.length > 0 ? { data, skipped } : { data };
  }

  /** Titles that begin so come from the index of the title's order; what contains it, from the search column. */
  private async rows(uow: UnitOfWork, type: RecordType, { text, key, limit }: SearchQuery): Promise<RecordView[]> {
    const params = new Params();
    const scope = scopePredicate(type, 'view', uow.principal, 't', params);
    const living = `t.deleted_at is null${scope ? ` and ${scope}` : ''}`;
    const title = type.fields.get(type.title);
    const room = limit * 2;
    const arms = [searchConditions(type, text, 't', params, uow.principal).join(' and ')];
    if (title?.sort && title.type === 'text' && uow.principal.mayRead(type.name, title.name)) {
      const [from, to] = [normalizeLine(text), `${normalizeLine(text)}${AFTER_ALL}`];
      arms.push(
        `t.${title.column} >= ${params.add(from, '::text')} and t.${title.column} < ${params.add(to, '::text')}`,
      );
    }
    const projection = projectionOf(type, uow.principal);
    const few = reachesFew(type, uow.principal);
    const source = few ? 'few' : type.table;
    const rows = await uow.query<RecordView>(
      `${few ? `with few as materialized (select t.* from ${type.table} t where ${living})` : ''}
       select ${projection.columns} from ${source} t where t.id in (
         ${arms.map((arm) => `(select t.id from ${source} t where ${arm}${few ? '' : ` and ${living}`} limit ${room})`).join(' union all ')})`,
      params.values,
    );
    const ranked = rows.map((row) => ({
      row: projection.view(row),
      rank: rankOf(type, row, key),
      name: String(row[type.title] ?? ''),
    }));
    ranked.sort((a, b) => a.rank - b.rank || a.name.length - b.name.length || compareFa(a.name, b.name));
    return ranked.slice(0, limit).map(({ row }) => row);
  }

  private async hits(uow: UnitOfWork, type: RecordType, rows: readonly RecordView[]): Promise<SearchHit[]> {
    const subtitles = await subtitlesOf(uow, type, rows);
    return rows.map((row, i) => ({
      type: type.name,
      id: row.id,
      title: String(row[type.title] ?? ''),
      subtitle: subtitles[i] ?? '',
    }));
  }
}
