import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';
import type { RecordType } from '../records/record-type.js';
import { projectionOf, type RecordView } from '../records/record-view.js';
import { columnsOf, shownFields } from './change-entry.js';
import { ChangeLog } from './change-log.js';

/** A record as it was at an instant, with the fields that the reader may see today. */
export interface PastRecord {
  readonly at: string;
  /** Whether the record had been made by then. */
  readonly existed: boolean;
  /** Whether it was in the recycle bin then. */
  readonly removed: boolean;
  readonly version: number | null;
  /** Null before it was made. */
  readonly values: Record<string, unknown> | null;
  /** Fields that have another value today. */
  readonly changed: readonly string[];
}

interface LaterChange {
  readonly action: string;
  readonly version: number;
  readonly before: string | null;
}

/** Fields that say when and by whom a record was last written: they always differ. */
const BOOKKEEPING = new Set(['version', 'updatedAt', 'updatedBy']);

/** Rebuilds a record from what it is today and what the log of changes says has happened since. */
@Injectable()
export class RecordAsOf {
  constructor(private readonly log: ChangeLog) {}

  /** @throws Problem 403, 404 */
  async at(uow: UnitOfWork, type: RecordType, id: string, at: string): Promise<PastRecord> {
    await this.log.authorize(uow, type, id);
    const projection = projectionOf(type, uow.principal);
    const now = await uow.one<RecordView & { past_created_at: string; past_removed: boolean }>(
      `select ${projection.columns}, t.created_at as past_created_at, t.deleted_at is not null as past_removed from ${type.table} t where t.id = $1`,
      [id],
    );
    if (!now) throw Problem.notFound();
    const { past_created_at: createdAt, past_removed: removedNow, ...row } = now;
    // Flat, as the history names its fields, custom ones too.
    const today = projection.part(row) as RecordView;
    const later = await uow.query<LaterChange>(
      `select c.action, c.version, c.before::text as before from changes c
       where c.record_id = $1 and c.record_type = $2 and c.at > $3::timestamptz
         and c.action in ('create', 'update', 'remove', 'restore') order by c.seq desc`,
      [id, type.name, at],
    );
    if (createdAt > at || later.some(({ action }) => action === 'create'))
      return { at, existed: false, removed: false, version: null, values: null, changed: [] };
    const columns: Record<string, unknown> = {};
    let removed = removedNow;
    // From the latest to the earliest, so that the oldest of the old values wins.
    for (const { action, before } of later) {
      Object.assign(columns, columnsOf(before));
      if (action === 'remove') removed = false;
      if (action === 'restore') removed = true;
    }
    const then = shownFields(JSON.stringify(columns), type, uow.principal) ?? {};
    const version = (later.at(-1)?.version ?? today.version + 1) - 1;
    const values = { ...today, ...then, version };
    const changed = Object.keys(then).filter(
      (name) => !BOOKKEEPING.has(name) && JSON.stringify(then[name]) !== JSON.stringify(today[name]),
    );
    return { at, existed: true, removed, version, values, changed };
  }
}
