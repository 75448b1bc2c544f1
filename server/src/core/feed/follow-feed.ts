import { Injectable } from '@nestjs/common';
import { Params, scopePredicate } from '../../platform/access/scope-predicate.js';
import { CHANGE_COLUMNS, type ChangeRow, entryOf } from '../../platform/changes/change-entry.js';
import { DataDoor } from '../../platform/database/data-door.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { decodeCursor, encodeCursor, listFingerprint } from '../../platform/records/keyset.js';
import { visibleTitles } from '../../platform/records/record-titles.js';
import { type RecordType, recordTypes } from '../../platform/records/record-type.js';
import { projectionOf } from '../../platform/records/record-view.js';

/** Something that happened with a record that one follows. */
export interface FeedItem {
  readonly kind: 'change' | 'note';
  readonly id: string;
  readonly at: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly record: { readonly type: string; readonly id: string; readonly title: string };
  /** Of a change: `action`, `before` and `after` with the fields that the caller may read. Of a note: the note. */
  readonly data: Record<string, unknown>;
}

export interface FeedPage {
  readonly data: FeedItem[];
  readonly nextCursor: string | null;
}

interface Place {
  readonly kind: 'change' | 'note';
  readonly key: string;
  readonly at: string;
  readonly recordType: string;
  readonly recordId: string;
  /** Number of the change; null for a note. */
  readonly seq: string | null;
}

type Told = Omit<FeedItem, 'actorName' | 'record'>;

/** Followed records that one feed looks at, those followed last. */
const MOST_FOLLOWED = 1_000;

/** What becomes of the records that one follows, with the rights that one has now. */
@Injectable()
export class FollowFeed {
  constructor(private readonly door: DataDoor) {}

  /** The latest first. @throws Problem 400 on a cursor of another list */
  page(limit: number, cursor: string | undefined): Promise<FeedPage> {
    return this.door.read(async (uow) => {
      const fingerprint = listFingerprint(['feed', uow.principal.userId]);
      const end = cursor === undefined ? undefined : decodeCursor(cursor, fingerprint, 1);
      const places = await this.places(uow, limit + 1, end && { at: end.values[0] as string, key: end.id });
      const shown = places.slice(0, limit);
      const last = shown.at(-1);
      const told = new Map([...(await this.changes(uow, shown)), ...(await this.notes(uow, shown))]);
      return {
        data: await this.named(uow, shown, told),
        nextCursor:
          places.length > limit && last ? encodeCursor(fingerprint, { id: last.key, values: [last.at] }) : null,
      };
    });
  }

  /** Where the next items are: changes and notes of followed records, in one order. */
  private async places(uow: UnitOfWork, limit: number, end: { at: string; key: string } | undefined): Promise<Place[]> {
    const followed = await uow.query<{ type: string; id: string }>(
      `select record_type as type, record_id as id from follows where user_id = $1 order by created_at desc limit ${MOST_FOLLOWED}`,
      [uow.principal.userId],
    );
    const [seen, known] = [await this.reached(uow, followed, 'view'), await this.reached(uow, followed, 'history')];
    const notes = uow.principal.may('note', 'view') ? seen : [];
    const before = (at: string, key: string) =>
      `($3::timestamptz is null or (${at}, ${key}) < ($3::timestamptz, $4::uuid))`;
    const number = `lpad(to_hex(c.seq), 32, '0')::uuid`;
    return uow.query<Place & object>(
      `(select 'change' as kind, c.key, c.at, c.record_type as "recordType", c.record_id as "recordId", c.seq
        from unnest($1::uuid[]) f(id) cross join lateral (
          select ${number} as key, c.at, c.record_type, c.record_id, c.seq from changes c
          where c.record_id = f.id and c.action in ('create', 'update', 'remove', 'restore') and ${before('c.at', number)} order by c.seq desc limit $5) c)
       union all
       (select 'note', n.id, n.created_at, n.about_type, n.about_id, null
        from unnest($2::uuid[]) f(id) cross join lateral (
          select n.id, n.created_at, n.about_type, n.about_id from notes n
          where n.about_id = f.id and n.deleted_at is null and ${before('n.created_at', 'n.id')}
          order by n.created_at desc, n.id desc limit $5) n)
       order by at desc, key desc limit $5`,
      [known, notes, end?.at ?? null, end?.key ?? null, limit],
    );
  }

  /** Those of the followed records that the caller sees; for `history` also only those whose history they may know. */
  private async reached(
    uow: UnitOfWork,
    followed: readonly { type: string; id: string }[],
    action: 'view' | 'history',
  ): Promise<string[]> {
    const ids: string[] = [];
    for (const name of new Set(followed.map(({ type }) => type))) {
      const type = recordTypes.find(name);
      if (!type || type.internal || !uow.principal.may(name, 'view') || !uow.principal.may(name, action)) continue;
      const params = new Params();
      const wanted = followed.flatMap((one) => (one.type === name ? [one.id] : []));
      const conditions = [
        `t.id = any(${params.add(wanted, '::uuid[]')})`,
        scopePredicate(type, 'view', uow.principal, 't', params),
        ...(action === 'history' ? [scopePredicate(type, 'history', uow.principal, 't', params)] : []),
      ].filter((part) => part !== undefined);
      const rows = await uow.query<{ id: string }>(
        `select t.id from ${type.table} t where ${conditions.join(' and ')}`,
        params.values,
      );
      ids.push(...rows.map((row) => row.id));
    }
    return ids;
  }

  private async changes(uow: UnitOfWork, places: readonly Place[]): Promise<[string, Told][]> {
    const seqs = places.flatMap(({ seq }) => seq ?? []);
    if (seqs.length === 0) return [];
    const rows = await uow.query<ChangeRow>(`select ${CHANGE_COLUMNS} from changes c where c.seq = any($1::bigint[])`, [
      seqs,
    ]);
    return rows.flatMap((row): [string, Told][] => {
      const entry = entryOf(row, recordTypes.get(row.recordType), uow.principal);
      if (!entry) return [];
      const { id, at, actorId, action, before, after } = entry;
      // What a new record began with is on its page.
      const data = { action, before, after: action === 'create' ? null : after };
      return [[`change ${id}`, { kind: 'change', id, at, actorId, data }]];
    });
  }

  private async notes(uow: UnitOfWork, places: readonly Place[]): Promise<[string, Told][]> {
    const ids = places.flatMap(({ kind, key }) => (kind === 'note' ? [key] : []));
    if (ids.length === 0) return [];
    const type: RecordType = recordTypes.get('note');
    const projection = projectionOf(type, uow.principal);
    const rows = await uow.query(
      `select ${projection.columns}, t.created_at as place from notes t where t.id = any($1::uuid[])`,
      [ids],
    );
    return rows.map(({ place, ...row }): [string, Told] => {
      const data = projection.view(row);
      const actorId = typeof data.createdBy === 'string' ? data.createdBy : null;
      return [`note ${data.id}`, { kind: 'note', id: data.id, at: place as string, actorId, data }];
    });
  }

  private async named(uow: UnitOfWork, places: readonly Place[], told: ReadonlyMap<string, Told>): Promise<FeedItem[]> {
    const titles = new Map<string, string>();
    for (const type of new Set(places.map(({ recordType }) => recordType))) {
      const ids = places.flatMap((place) => (place.recordType === type ? [place.recordId] : []));
      for (const [id, title] of await visibleTitles(uow, type, ids)) titles.set(id, title);
    }
    const people = await visibleTitles(
      uow,
      'user',
      [...told.values()].flatMap(({ actorId }) => actorId ?? []),
    );
    return places.flatMap(({ kind, key, seq, recordType, recordId }) => {
      const item = told.get(`${kind} ${seq ?? key}`);
      if (!item) return [];
      const record = { type: recordType, id: recordId, title: titles.get(recordId) ?? '' };
      return [{ ...item, actorName: people.get(item.actorId ?? '') ?? null, record }];
    });
  }
}
