import { Injectable } from '@nestjs/common';
import { Params, scopePredicate } from '../../platform/access/scope-predicate.js';
import { DataDoor } from '../../platform/database/data-door.js';
import { type KeyRule, nameKey, phoneTail, together } from '../../platform/duplicates/duplicate-keys.js';
import { DuplicateRules } from '../../platform/duplicates/duplicate-rules.js';
import { normalizeKey } from '../../platform/persian/index.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { likeText } from '../../platform/filters/filter-compiler.js';
import { recordTypes } from '../../platform/records/record-type.js';
import { projectionOf, type RecordView } from '../../platform/records/record-view.js';
import { type DuplicateQuery, type DuplicateType, readDuplicateQuery } from './duplicate-query.js';
import { likeness, piecesOf } from './name-likeness.js';

export type DuplicateReason = 'nationalId' | 'phone' | 'email' | 'sameName' | 'similarName';

export interface Duplicate {
  readonly record: RecordView;
  /** The strongest reason first. */
  readonly reasons: DuplicateReason[];
  /** 0..1 */
  readonly score: number;
}

export interface DuplicateAnswer {
  readonly data: Duplicate[];
}

const ORDER: readonly DuplicateReason[] = ['nationalId', 'phone', 'email', 'sameName', 'similarName'];
const SHOWN = 10;
const CANDIDATES = 60;
/** Below this two names are no longer taken for one. */
const ALIKE = 0.72;
/** What a name that reads alike tells, of what an equal one does. */
const SIMILAR = 0.94;

const NAME_FIELD: Readonly<Record<DuplicateType, string>> = { account: 'name', contact: 'fullName' };

/** Warns before a record is made twice. Only records that the caller sees are compared. */
@Injectable()
export class Duplicates {
  constructor(
    private readonly door: DataDoor,
    private readonly rules: DuplicateRules,
  ) {}

  /** @throws Problem 400, 403 */
  find(type: DuplicateType, raw: Record<string, unknown>): Promise<DuplicateAnswer> {
    const query = readDuplicateQuery(raw);
    return this.door.read(async (uow) => {
      uow.principal.authorize(type, 'view');
      const rules = this.rules.of(type).filter(({ field }) => uow.principal.mayRead(type, field));
      const candidates = await this.candidates(uow, type, query, rules);
      const data = candidates.flatMap((record) => {
        const { reasons, score } = compare(rules, query, record);
        return reasons.length > 0 ? [{ record, reasons, score }] : [];
      });
      return { data: data.sort((a, b) => b.score - a.score).slice(0, SHOWN) };
    });
  }

  /** Each branch is led by an index; names are looked for as a whole and, for typing errors, by their pieces. */
  private async candidates(
    uow: UnitOfWork,
    typeName: DuplicateType,
    query: DuplicateQuery,
    rules: readonly KeyRule[],
  ): Promise<RecordView[]> {
    const type = recordTypes.get(typeName);
    const params = new Params();
    const conditions: string[] = [];
    const searched = (part: string) => `t.search_key like ${params.add(`%${part}%`, '::text')}`;
    const has = (match: KeyRule['match'], field?: string) =>
      rules.some((rule) => rule.match === match && (field === undefined || rule.field === field));
    if (query.nationalId && has('exact', 'nationalId'))
      conditions.push(`t.national_id = ${params.add(query.nationalId)}`);
    if (query.phone && has('phone')) conditions.push(searched(query.phone));
    if (query.email && has('email')) conditions.push(searched(likeText(normalizeKey(query.email))));
    if (query.name.length >= 3 && has('name', NAME_FIELD[typeName])) {
      conditions.push(searched(query.name));
      conditions.push(...piecesOf(query.name).map(searched));
    }
    if (conditions.length === 0) return [];
    const scope = scopePredicate(type, 'view', uow.principal, 't', params);
    const rest = ['t.deleted_at is null', scope, query.except && `t.id <> ${params.add(query.except, '::uuid')}`]
      .filter(Boolean)
      .join(' and ');
    const projection = projectionOf(type, uow.principal);
    const branches = conditions.map(
      (condition) => `(select t.id from ${type.table} t where ${condition} and ${rest} limit ${CANDIDATES})`,
    );
    const rows = await uow.query<RecordView>(
      `select ${projection.columns} from ${type.table} t where t.id in (${branches.join(' union all ')})`,
      params.values,
    );
    return rows.map((row) => projection.view(row));
  }
}

/** What a record has in common with what is known, by the rules that the reader may know the fields of. */
function compare(
  rules: readonly KeyRule[],
  query: DuplicateQuery,
  record: RecordView,
): { reasons: DuplicateReason[]; score: number } {
  const found = new Map<DuplicateReason, number>();
  const add = (reason: DuplicateReason, share: number) => found.set(reason, Math.max(share, found.get(reason) ?? 0));
  for (const { field, match, weight } of rules) {
    const value = record[field];
    const share = weight / 100;
    if (match === 'phone' && query.phone && phoneTail(value) === query.phone) add('phone', share);
    if (match === 'email' && query.email && String(value ?? '').toLowerCase() === query.email) add('email', share);
    if (field === 'nationalId' && query.nationalId && value === query.nationalId) add('nationalId', share);
    if (match !== 'name' || query.name.length < 3) continue;
    const alike = likeness(query.name, nameKey(String(value ?? '')));
    if (alike === 1) add('sameName', share);
    else if (alike >= ALIKE) add('similarName', share * SIMILAR * alike);
  }
  const ordered = [...found].sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b));
  return { reasons: ordered.map(([reason]) => reason), score: together(ordered.map(([, share]) => share)) };
}
