import { Injectable } from '@nestjs/common';
import { Params, scopePredicate } from '../../platform/access/scope-predicate.js';
import { DataDoor } from '../../platform/database/data-door.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { recordTypes } from '../../platform/records/record-type.js';
import { projectionOf, type RecordView } from '../../platform/records/record-view.js';
import { type DuplicateQuery, type DuplicateType, nameKey, phoneTail, readDuplicateQuery } from './duplicate-query.js';
import { likeness, piecesOf } from './name-likeness.js';

export type DuplicateReason = 'nationalId' | 'phone' | 'sameName' | 'similarName';

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

const SHOWN = 10;
const CANDIDATES = 60;
/** Below this two names are no longer taken for one. */
const ALIKE = 0.72;
const WEIGHT: Readonly<Record<DuplicateReason, number>> = {
  nationalId: 1,
  phone: 0.95,
  sameName: 0.9,
  similarName: 0.85,
};

const NAME_FIELD: Readonly<Record<DuplicateType, string>> = { account: 'name', contact: 'fullName' };

/** Warns before a record is made twice. Only records that the caller sees are compared. */
@Injectable()
export class Duplicates {
  constructor(private readonly door: DataDoor) {}

  /** @throws Problem 400, 403 */
  find(type: DuplicateType, raw: Record<string, unknown>): Promise<DuplicateAnswer> {
    const query = readDuplicateQuery(type, raw);
    return this.door.read(async (uow) => {
      uow.principal.authorize(type, 'view');
      const candidates = await this.candidates(uow, type, query);
      const data = candidates.flatMap((record) => {
        const { reasons, score } = compare(type, query, record);
        return reasons.length > 0 ? [{ record, reasons, score }] : [];
      });
      return { data: data.sort((a, b) => b.score - a.score).slice(0, SHOWN) };
    });
  }

  /** Each branch is led by an index; names are looked for as a whole and, for typing errors, by their pieces. */
  private async candidates(uow: UnitOfWork, typeName: DuplicateType, query: DuplicateQuery): Promise<RecordView[]> {
    const type = recordTypes.get(typeName);
    const params = new Params();
    const conditions: string[] = [];
    const searched = (part: string) => `t.search_key like ${params.add(`%${part}%`, '::text')}`;
    const may = (field: string) => uow.principal.mayRead(typeName, field);
    if (query.nationalId && may('nationalId')) conditions.push(`t.national_id = ${params.add(query.nationalId)}`);
    if (query.phone && (may('phone') || may('mobile'))) conditions.push(searched(query.phone));
    if (query.name.length >= 3 && may(NAME_FIELD[typeName])) {
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

function compare(
  type: DuplicateType,
  query: DuplicateQuery,
  record: RecordView,
): { reasons: DuplicateReason[]; score: number } {
  const found: [DuplicateReason, number][] = [];
  if (query.nationalId && record.nationalId === query.nationalId) found.push(['nationalId', 1]);
  const phones = [record.phone, record.mobile].map(phoneTail);
  if (query.phone && phones.includes(query.phone)) found.push(['phone', 1]);
  const alike =
    query.name.length >= 3 ? likeness(query.name, nameKey(type, String(record[NAME_FIELD[type]] ?? ''))) : 0;
  if (alike === 1) found.push(['sameName', 1]);
  else if (alike >= ALIKE) found.push(['similarName', alike]);
  const scores = found.map(([reason, share]) => WEIGHT[reason] * share);
  // Several reasons together are stronger than the strongest alone.
  const score = scores.length === 0 ? 0 : 1 - scores.reduce((miss, s) => miss * (1 - Math.min(s, 0.999)), 1);
  return { reasons: found.map(([reason]) => reason), score: Math.round(score * 1000) / 1000 };
}
