import { Injectable } from '@nestjs/common';
import { Params, scopePredicate } from '../access/scope-predicate.js';
import { clock } from '../context/clock.js';
import { DataDoor } from '../database/data-door.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';
import { shownValue } from '../records/about.js';
import type { FieldDefinition } from '../records/field-definition.js';
import { decodeCursor, encodeCursor, listFingerprint } from '../records/keyset.js';
import { visibleIds } from '../records/record-links.js';
import type { RecordType } from '../records/record-type.js';
import { projectionOf, type RecordView } from '../records/record-view.js';
import { keyOf } from './duplicate-keys.js';
import { DuplicateRules } from './duplicate-rules.js';
import { edgesOf, likelyGroups } from './likely-groups.js';

/** Records that the reader sees and that are likely one. */
export interface DuplicateGroup {
  readonly id: string;
  readonly recordType: string;
  readonly records: readonly RecordView[];
  /** Fields that they have in common. */
  readonly reasons: readonly string[];
  /** 0..1 */
  readonly score: number;
}

export interface DuplicateGroupPage {
  readonly data: DuplicateGroup[];
  readonly nextCursor: string | null;
}

/** What the last search found, as each reader may know it: from the records and fields that they see, compared anew. */
@Injectable()
export class DuplicateGroups {
  constructor(
    private readonly door: DataDoor,
    private readonly rules: DuplicateRules,
  ) {}

  /** @throws Problem 400, 403 */
  page(type: RecordType, cursor: string | undefined, limit: number): Promise<DuplicateGroupPage> {
    const fingerprint = listFingerprint(['duplicateGroups', type.name]);
    const after = cursor === undefined ? null : decodeCursor(cursor, fingerprint, 0).id;
    return this.door.read(async (uow) => {
      uow.principal.authorize(type.name, 'view');
      const found = await this.members(uow, type, after, limit + 1);
      const page = found.slice(0, limit);
      const records = await this.records(
        uow,
        type,
        page.flatMap(({ ids }) => ids),
      );
      const apart = await this.apart(uow, [...records.keys()]);
      const data = page.flatMap(({ id, ids }) =>
        this.groups(
          uow,
          type,
          id,
          ids.flatMap((one) => records.get(one) ?? []),
          apart,
        ),
      );
      const last = found.length > limit ? page.at(-1) : undefined;
      return { data, nextCursor: last ? encodeCursor(fingerprint, { id: last.id, values: [] }) : null };
    });
  }

  /** Remembers that these records are different. @throws Problem 403, 404 for one that the caller doesn't see */
  dismiss(type: RecordType, ids: readonly string[]): Promise<void> {
    return this.door.write(async (uow) => {
      uow.principal.authorize(type.name, 'edit');
      const seen = await visibleIds(uow, type, ids);
      if (!ids.every((id) => seen.has(id))) throw Problem.notFound();
      const pairs = ids.flatMap((low, at) => ids.slice(at + 1).map((high) => [low, high] as const));
      await uow.execute(
        `insert into not_duplicates (low_id, high_id, record_type, created_at, created_by)
         select l, h, $3, $4, $5 from unnest($1::uuid[], $2::uuid[]) u (l, h) on conflict do nothing`,
        [pairs.map(([low]) => low), pairs.map(([, high]) => high), type.name, clock.now(), uow.principal.userId],
      );
    });
  }

  private members(uow: UnitOfWork, type: RecordType, after: string | null, limit: number) {
    const params = new Params();
    const [name, from] = [params.add(type.name), params.add(after, '::uuid')];
    const scope = scopePredicate(type, 'view', uow.principal, 't', params);
    return uow.query<{ id: string; ids: string[] }>(
      `select m.group_id as id, array_agg(m.record_id order by m.record_id) as ids
       from duplicate_members m join ${type.table} t on t.id = m.record_id
       where m.record_type = ${name} and (${from} is null or m.group_id > ${from}) and t.deleted_at is null${scope ? ` and ${scope}` : ''}
       group by m.group_id having count(*) > 1 order by m.group_id limit ${limit}`,
      params.values,
    );
  }

  private async records(uow: UnitOfWork, type: RecordType, ids: readonly string[]): Promise<Map<string, RecordView>> {
    const projection = projectionOf(type, uow.principal);
    const rows = await uow.query<RecordView>(
      `select ${projection.columns} from ${type.table} t where t.id = any($1::uuid[]) and t.deleted_at is null`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, projection.view(row)]));
  }

  private async apart(uow: UnitOfWork, ids: readonly string[]): Promise<Set<string>> {
    const rows = await uow.query<{ pair: string }>(
      `select low_id || '/' || high_id as pair from not_duplicates where low_id = any($1::uuid[]) and high_id = any($1::uuid[])`,
      [ids],
    );
    return new Set(rows.map(({ pair }) => pair));
  }

  /** A group of the search falls apart where it hung on records, fields or pairs that the reader doesn't see as one. */
  private groups(
    uow: UnitOfWork,
    type: RecordType,
    id: string,
    records: readonly RecordView[],
    apart: ReadonlySet<string>,
  ): DuplicateGroup[] {
    const rules = this.rules.of(type.name).filter(({ field }) => uow.principal.mayRead(type.name, field));
    const keys = rules.map(({ field, match }) =>
      records.map((record) => keyOf(match, shownValue(record, type.fields.get(field) as FieldDefinition))),
    );
    const edges = edgesOf(keys, records.length);
    const weights = rules.map(({ weight }) => weight);
    const isOther = (a: number, b: number) => apart.has(`${records[a]?.id}/${records[b]?.id}`);
    return likelyGroups(edges, weights, records.length, isOther).map((group) => ({
      id,
      recordType: type.name,
      records: group.members.map((i) => records[i] as RecordView),
      reasons: group.rules.map((rule) => rules[rule]?.field as string),
      score: group.score,
    }));
  }
}
