import { Injectable } from '@nestjs/common';
import { currentContext } from '../context/request-context.js';
import { UndoService } from '../changes/undo.service.js';
import { DataDoor } from '../database/data-door.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';
import { JobQueue } from '../jobs/job-queue.js';
import type { JobRun } from '../jobs/job-run.js';
import { Operations } from '../operations/operations.js';
import type { RecordValues } from '../records/record-rules.js';
import { recordTypes, type RecordType } from '../records/record-type.js';
import { RecordWriter } from '../records/record-writer.js';
import { newId } from '../records/new-id.js';
import { ChildMoves } from './child-moves.js';
import { placesOf, pointsTo } from './link-places.js';
import { type ChildCount, countChildren } from './merge-preview.js';
import { losersOf, type MergeRequest, readMerge } from './merge-request.js';
import { Unmerge } from './unmerge.js';

/** What a merge came to. `POST /operations/{operationId}/undo` takes it back. */
export interface MergeResult {
  readonly operationId: string;
  /** `running`: goes on in the background. */
  readonly status: 'done' | 'running';
  readonly into: string;
  /** What moved, of what the caller sees. */
  readonly moved: readonly ChildCount[];
}

interface MergeJob {
  readonly recordType: string;
  readonly request: MergeRequest;
}

const JOB = 'records.merge';
/** Rows that a request moves itself; more are moved by a job, still in one transaction. */
const AT_ONCE = 2_000;
const MAX_SECONDS = 3600;
const WHY = 'merge';

/** Makes several records one: the children of all, the chosen fields, and the others in the recycle bin. */
@Injectable()
export class Merges {
  constructor(
    private readonly door: DataDoor,
    private readonly writer: RecordWriter,
    private readonly moves: ChildMoves,
    private readonly jobs: JobQueue,
    private readonly operations: Operations,
    undos: UndoService,
    unmerge: Unmerge,
  ) {
    operations.runBy('merge', JOB);
    undos.undoWith('merge', unmerge);
    jobs.handle<MergeJob>(JOB, { timeoutSeconds: MAX_SECONDS }, (job, run) => this.runJob(job, run));
  }

  /** @throws Problem 400, 403 without the right to edit and remove each of them, 404, 409, 422 */
  merge(type: RecordType, body: unknown): Promise<MergeResult> {
    return this.door.write(async (uow) => {
      const request = readMerge(body);
      await this.held(uow, type, request);
      this.mayChoose(uow, type, request);
      const moved = await countChildren(uow, type, losersOf(request));
      const known = {
        kind: 'merge' as const,
        recordType: type.name,
        about: { type: type.name, id: request.into },
        params: { ids: request.ids, into: request.into, fields: request.fields },
        total: request.ids.length,
      };
      if ((await this.rows(uow, type, request)) > AT_ONCE) {
        const job: MergeJob = { recordType: type.name, request };
        const id = (await this.jobs.enqueue(uow, JOB, job, { retryLimit: 5 })) as string;
        await this.operations.begin(uow, { id, ...known });
        return { operationId: id, status: 'running', into: request.into, moved };
      }
      const id = currentContext()?.operationId ?? newId();
      await this.operations.begin(uow, { id, ...known });
      await this.run(uow, id, type, request);
      return { operationId: id, status: 'done', into: request.into, moved };
    });
  }

  private async runJob({ recordType, request }: MergeJob, { id }: JobRun): Promise<void> {
    const type = recordTypes.get(recordType);
    try {
      await this.door.write(async (uow) => {
        if ((await this.operations.held(uow, id))?.status !== 'running') return;
        // One statement may move more rows than a request is ever given time for.
        await uow.query(`select set_config('statement_timeout', '0', true)`);
        await this.run(uow, id, type, request);
      });
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      await this.door.write((uow) => this.operations.end(uow, id, 'failed', error.code));
    }
  }

  /** All of it, in the transaction of the caller. */
  private async run(uow: UnitOfWork, operationId: string, type: RecordType, request: MergeRequest): Promise<void> {
    const records = await this.held(uow, type, request);
    const into = records.get(request.into) as RecordValues;
    const losers = losersOf(request);
    await uow.elevated(WHY, async () => {
      await this.moves.move(uow, operationId, type, request);
      await this.aliases(uow, operationId, type, request, records);
      await uow.execute(
        `insert into record_merges (operation_id, record_type, from_id, into_id) select $1, $2, l, $3 from unnest($4::uuid[]) l`,
        [operationId, type.name, request.into, losers],
      );
    });
    for (const id of losers) await this.writer.remove(uow, type, id);
    await this.choose(uow, operationId, type, request, records, into);
    await type.rules?.afterMerge?.(request.ids, uow);
    for (const id of losers)
      await uow.query('select note_access($1, $2, $3, $4)', [
        type.name,
        id,
        'merge',
        JSON.stringify({ into: request.into }),
      ]);
    await uow.query('select note_access($1, $2, $3, $4)', [
      type.name,
      request.into,
      'merge',
      JSON.stringify({ from: losers }),
    ]);
    await this.operations.step(uow, operationId, { done: request.ids.length, changed: request.ids.length });
    await this.operations.end(uow, operationId, 'done');
  }

  /** All records, held in the order of their ids so that two merges at once don't wait for each other. */
  private async held(uow: UnitOfWork, type: RecordType, { ids }: MergeRequest): Promise<Map<string, RecordValues>> {
    const records = new Map<string, RecordValues>();
    for (const id of ids) records.set(id, await this.writer.lock(uow, type, id, false));
    for (const id of ids) {
      await this.writer.mustReach(uow, type, id, 'edit');
      await this.writer.mustReach(uow, type, id, 'delete');
    }
    return records;
  }

  /** @throws Problem 400 for fields that the caller doesn't know or may not write */
  private mayChoose(uow: UnitOfWork, type: RecordType, { fields }: MergeRequest): void {
    const faults = Object.keys(fields).flatMap((name) => {
      const field = type.fields.get(name);
      const level = field && !field.secret && !field.writeOnly ? uow.principal.fieldLevel(type.name, name) : 'hidden';
      if (level === 'hidden') return [{ path: `fields.${name}`, code: 'field.unknown' }];
      return field?.readonly || field?.virtual || level !== 'write'
        ? [{ path: `fields.${name}`, code: 'field.readonly' }]
        : [];
    });
    if (faults.length > 0) throw Problem.invalid('body.invalid', faults);
  }

  private async choose(
    uow: UnitOfWork,
    operationId: string,
    type: RecordType,
    { into, fields }: MergeRequest,
    records: ReadonlyMap<string, RecordValues>,
    target: RecordValues,
  ): Promise<void> {
    const chosen = Object.entries(fields).filter(([, from]) => from !== into);
    if (chosen.length === 0) return;
    const values = Object.fromEntries(chosen.map(([name, from]) => [name, records.get(from)?.[name] ?? null]));
    const before = await this.writer.lock(uow, type, into, false);
    await this.writer.set(uow, type, into, values);
    const after = await this.writer.lock(uow, type, into, false);
    const rows = Object.keys(target)
      .filter((name) => name !== 'version' && name !== 'updatedAt' && name !== 'updatedBy')
      .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
      .map((name) => ({ field: name, before: before[name] ?? null, after: after[name] ?? null }));
    await uow.elevated(WHY, () =>
      uow.execute(
        `insert into merge_moves (operation_id, kind, record_type, record_id, field, before, after)
         select $1, 'chosen', $2, $3, r.field, r.before, r.after from jsonb_to_recordset($4::jsonb) r (field text, before jsonb, after jsonb)`,
        [operationId, type.name, into, JSON.stringify(rows)],
      ),
    );
  }

  /** The numbers that other systems know the records by go on leading to the one that stays. */
  private async aliases(
    uow: UnitOfWork,
    operationId: string,
    type: RecordType,
    request: MergeRequest,
    records: ReadonlyMap<string, RecordValues>,
  ): Promise<void> {
    const kept = records.get(request.fields.externalId ?? request.into)?.externalId;
    const others = [...records.values()].map(({ externalId }) => externalId).filter((one) => one && one !== kept);
    await uow.execute(
      `insert into record_aliases (record_type, external_id, record_id, operation_id)
       select distinct $1, e, $2::uuid, $3::uuid from unnest($4::text[]) e`,
      [type.name, request.into, operationId, others],
    );
    await uow.execute(
      `with moved as (update record_aliases a set record_id = $2 where a.record_id = any($3::uuid[]) and a.operation_id <> $1
         returning a.operation_id, a.external_id, to_jsonb(old.record_id) as before, to_jsonb(new.record_id) as after)
       insert into merge_moves (operation_id, kind, record_type, record_id, field, before, after)
       select $1, 'alias', $4, m.operation_id, m.external_id, m.before, m.after from moved m`,
      [operationId, request.into, losersOf(request), type.name],
    );
  }

  /** Rows that would move, whoever sees them: it decides only who does the work. */
  private rows(uow: UnitOfWork, type: RecordType, request: MergeRequest): Promise<number> {
    const losers = losersOf(request);
    return uow.elevated(WHY, async () => {
      let rows = 0;
      for (const place of placesOf(type)) {
        const counted = await uow.one<{ n: number }>(
          `select count(*)::int as n from (select 1 from ${place.type.table} t
             where ${pointsTo(place, '$1', '$2')} and $2::text is not null limit ${AT_ONCE + 1}) c`,
          [losers, type.name],
        );
        rows += counted?.n ?? 0;
        if (rows > AT_ONCE) break;
      }
      return rows;
    });
  }
}
