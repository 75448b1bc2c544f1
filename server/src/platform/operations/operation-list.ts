import { Injectable } from '@nestjs/common';
import { CHANGE_COLUMNS, type ChangeRow, entryOf, type ChangeEntry } from '../changes/change-entry.js';
import { decodePosition, encodePosition } from '../changes/change-cursor.js';
import { DataDoor } from '../database/data-door.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { type Fault, Problem } from '../errors/problem.js';
import { JobQueue } from '../jobs/job-queue.js';
import { isUuid } from '../records/field-types.js';
import { decodeCursor, encodeCursor, listFingerprint } from '../records/keyset.js';
import { visibleTitles } from '../records/record-titles.js';
import { recordTypes } from '../records/record-type.js';
import {
  OPERATION_KINDS,
  OPERATION_SELECT,
  OPERATION_STATUSES,
  type OperationFault,
  type OperationView,
} from './operation-view.js';
import { Operations } from './operations.js';

export interface OperationPage<T> {
  readonly data: T[];
  readonly nextCursor: string | null;
}

/** One change of an operation, with the name of its record. */
export type OperationRow = ChangeEntry & { readonly recordTitle: string | null };
export type OperationFaultView = OperationFault & { readonly recordTitle: string | null };

export interface OperationFilter {
  readonly kind?: string;
  readonly status?: string;
  readonly ownerId?: string;
}

/** A run writes at least every few seconds; one that is silent for so long is looked after. */
const SILENT_MS = 60_000;

/** Reads operations: one's own, or everybody's for those who may read the audit log. */
@Injectable()
export class OperationList {
  constructor(
    private readonly door: DataDoor,
    private readonly operations: Operations,
    private readonly jobs: JobQueue,
  ) {}

  /** The latest first. @throws Problem 400 */
  async page(
    filter: OperationFilter,
    cursor: string | undefined,
    limit: number,
  ): Promise<OperationPage<OperationView>> {
    const { kind, status, ownerId } = checked(filter);
    const fingerprint = listFingerprint(['operations', kind, status, ownerId]);
    const place = cursor === undefined ? undefined : decodeCursor(cursor, fingerprint, 1);
    const rows = await this.door.read((uow) =>
      uow.query<OperationView & object>(
        `${OPERATION_SELECT} where ($1::text is null or o.kind = $1) and ($2::text is null or o.status = $2) and ($3::uuid is null or o.owner_id = $3)
           and ($4::timestamptz is null or (o.created_at, o.id) < ($4, $5::uuid)) order by o.created_at desc, o.id desc limit $6`,
        [kind ?? null, status ?? null, ownerId ?? null, place?.values[0] ?? null, place?.id ?? null, limit + 1],
      ),
    );
    const data = rows.slice(0, limit);
    const last = data.at(-1);
    const more = rows.length > limit && last;
    return {
      data: await this.lookedAfter(data),
      nextCursor: more ? encodeCursor(fingerprint, { id: last.id, values: [last.createdAt] }) : null,
    };
  }

  /** @throws Problem 404 */
  async get(id: string): Promise<OperationView> {
    const read = () =>
      this.door.read(async (uow) => {
        const row = isUuid(id)
          ? await uow.one<OperationView & object>(`${OPERATION_SELECT} where o.id = $1`, [id])
          : undefined;
        if (!row) throw Problem.notFound();
        return row;
      });
    const [view] = await this.lookedAfter([await read()]);
    return view as OperationView;
  }

  /** What it changed, the latest first, as far as the reader sees the records and may know their history. @throws Problem 404 */
  rows(id: string, cursor: string | undefined, limit: number): Promise<OperationPage<OperationRow>> {
    const below = cursor === undefined ? null : decodePosition('operation', cursor, 'cursor');
    return this.door.read(async (uow) => {
      await this.mustKnow(uow, id);
      const rows = await uow.query<ChangeRow>(
        `select ${CHANGE_COLUMNS} from changes c where c.operation_id = $1 and ($2::bigint is null or c.seq < $2) order by c.seq desc limit $3`,
        [id, below, limit + 1],
      );
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const entries = page.flatMap((row) => {
        const type = recordTypes.find(row.recordType);
        const known = type && !type.internal && uow.principal.may(type.name, 'history');
        return (known && entryOf(row, type, uow.principal)) || [];
      });
      return {
        data: await titled(uow, entries),
        nextCursor: rows.length > limit && last ? encodePosition('operation', last.id) : null,
      };
    });
  }

  /** What it, or its undo, left as it is, and why. @throws Problem 404 */
  faults(id: string, cursor: string | undefined, limit: number): Promise<OperationPage<OperationFaultView>> {
    const after = cursor === undefined ? '0' : decodePosition('faults', cursor, 'cursor');
    return this.door.read(async (uow) => {
      await this.mustKnow(uow, id);
      const rows = await uow.query<OperationFault & { place: string }>(
        `select f.id as place, f.phase, f.record_type as "recordType", f.record_id as "recordId", f.reason, f.fields, f.problem
         from operation_faults f where f.operation_id = $1 and f.id > $2 order by f.id limit $3`,
        [id, after, limit + 1],
      );
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        data: await titled(
          uow,
          page.map(({ place: _place, ...fault }) => fault),
        ),
        nextCursor: rows.length > limit && last ? encodePosition('faults', last.place) : null,
      };
    });
  }

  private async mustKnow(uow: UnitOfWork, id: string): Promise<void> {
    if (!(await this.operations.find(uow, id))) throw Problem.notFound();
  }

  /** Marks what says to be running and has no job any more. */
  private async lookedAfter(views: OperationView[]): Promise<OperationView[]> {
    const result: OperationView[] = [];
    for (const view of views) {
      const job = view.status === 'running' ? this.operations.jobOf(view.kind) : undefined;
      const silent = Date.now() - new Date(view.updatedAt).getTime() > SILENT_MS;
      const state = job && silent ? await this.jobs.find(job, view.id) : undefined;
      if (job && silent && state?.state !== 'running') {
        await this.door.asSystem('an operation without a job', (uow) =>
          this.operations.end(uow, view.id, 'failed', 'operation.brokenOff'),
        );
        result.push({ ...view, status: 'failed', problem: 'operation.brokenOff' });
      } else result.push(view);
    }
    return result;
  }
}

async function titled<T extends { readonly recordType: string; readonly recordId: string }>(
  uow: UnitOfWork,
  rows: readonly T[],
): Promise<(T & { recordTitle: string | null })[]> {
  const titles = new Map<string, string>();
  for (const type of new Set(rows.map(({ recordType }) => recordType))) {
    if (!uow.principal.may(type, 'view')) continue;
    const ids = rows.flatMap((row) => (row.recordType === type ? [row.recordId] : []));
    for (const [id, title] of await visibleTitles(uow, type, ids)) titles.set(id, title);
  }
  return rows.map((row) => ({ ...row, recordTitle: titles.get(row.recordId) ?? null }));
}

/** @throws Problem 400 */
function checked(filter: OperationFilter): OperationFilter {
  const faults: Fault[] = [];
  const one = (path: 'kind' | 'status', choices: readonly string[]) => {
    const value = filter[path];
    if (value !== undefined && !choices.includes(value))
      faults.push({ path, code: 'field.notAChoice', params: { choices: choices.join(', ') } });
  };
  one('kind', OPERATION_KINDS);
  one('status', OPERATION_STATUSES);
  if (filter.ownerId !== undefined && !isUuid(filter.ownerId)) faults.push({ path: 'ownerId', code: 'field.notId' });
  if (faults.length > 0) throw Problem.invalid('query.invalid', faults);
  return filter;
}
