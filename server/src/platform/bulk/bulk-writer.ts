import { Injectable } from '@nestjs/common';
import { type Action } from '../access/principal.js';
import { Params, scopePredicate } from '../access/scope-predicate.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { describeProblem, type ProblemDocument } from '../errors/problem-document.js';
import { Problem } from '../errors/problem.js';
import type { ListQuery } from '../records/list-query.js';
import type { BatchInput } from '../records/record-batch.js';
import { RecordReader } from '../records/record-reader.js';
import type { RecordType } from '../records/record-type.js';
import { RecordWriter } from '../records/record-writer.js';
import type { BulkTask } from './bulk-request.js';

/** A record that was left as it is, and why. */
export interface RefusedRecord {
  readonly id: string;
  readonly problem: ProblemDocument;
}

/** What became of some of the records. */
export interface BulkCounts {
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  /** The first of those refused, for the answer. */
  readonly refusals: readonly RefusedRecord[];
  /** All of those refused, for the operation. */
  readonly faults: readonly RefusedRecord[];
}

/** The records that are still to be written: those of the list with an id in `(after, until]`. */
export interface BulkRange {
  readonly after: string | null;
  readonly until: string;
}

type Picked = { id: string; reachable: boolean; tags?: string[] };

export const NOTHING_DONE: BulkCounts = { changed: 0, unchanged: 0, refused: 0, refusals: [], faults: [] };
const MOST_REFUSALS = 20;

/** Adds what a further batch came to. */
function added(a: BulkCounts, b: BulkCounts): BulkCounts {
  return {
    changed: a.changed + b.changed,
    unchanged: a.unchanged + b.unchanged,
    refused: a.refused + b.refused,
    refusals: [...a.refusals, ...b.refusals].slice(0, MOST_REFUSALS),
    faults: [...a.faults, ...b.faults],
  };
}

/** Does one thing with many records of a list, each under its own rights and rules. */
@Injectable()
export class BulkWriter {
  constructor(
    private readonly reader: RecordReader,
    private readonly writer: RecordWriter,
  ) {}

  /** How many records of the list there are, counted up to `most` + 1. */
  async count(uow: UnitOfWork, type: RecordType, list: Pick<ListQuery, 'q' | 'filter' | 'deleted'>, most: number) {
    const params = new Params();
    const where = this.reader.conditions(uow, type, list, list.q, params);
    const row = await uow.one<{ n: string }>(
      `select count(*) as n from (select 1 from ${type.table} t where ${where} limit ${most + 1}) x`,
      params.values,
    );
    return Number(row?.n);
  }

  /** The next `limit` records of the list, done; `last` is undefined when there are no more. */
  async step(
    uow: UnitOfWork,
    type: RecordType,
    list: Pick<ListQuery, 'q' | 'filter' | 'deleted'>,
    task: BulkTask,
    range: BulkRange,
    limit: number,
  ): Promise<{ counts: BulkCounts; last: string | undefined }> {
    const picked = await this.pick(uow, type, list, task, range, limit);
    const open = picked.filter(({ reachable }) => reachable);
    const closed = picked.filter(({ reachable }) => !reachable);
    const done = open.length === 0 ? NOTHING_DONE : await this.write(uow, type, task, open);
    const denied = describeProblem(
      Problem.forbidden('access.denied', { recordType: type.name, action: actionOf(task) }),
    );
    const refused: BulkCounts = {
      ...NOTHING_DONE,
      refused: closed.length,
      ...refusalsOf(closed.map(({ id }) => ({ id, problem: denied }))),
    };
    return { counts: added(done, refused), last: picked.at(-1)?.id };
  }

  private pick(
    uow: UnitOfWork,
    type: RecordType,
    list: Pick<ListQuery, 'q' | 'filter' | 'deleted'>,
    task: BulkTask,
    range: BulkRange,
    limit: number,
  ): Promise<Picked[]> {
    const params = new Params();
    const where = [this.reader.conditions(uow, type, list, list.q, params)];
    if (range.after) where.push(`t.id > ${params.add(range.after, '::uuid')}`);
    where.push(`t.id <= ${params.add(range.until, '::uuid')}`);
    // The right to change may reach less far than the right to see.
    const reachable = scopePredicate(type, actionOf(task), uow.principal, 't', params) ?? 'true';
    const tags = task.kind === 'edit' && task.addTags.length + task.removeTags.length > 0 ? ', t.tags' : '';
    return uow.query<Picked>(
      `select t.id, coalesce(${reachable}, false) as reachable${tags} from ${type.table} t
       where ${where.join(' and ')} order by t.id limit ${limit}`,
      params.values,
    );
  }

  private async write(
    uow: UnitOfWork,
    type: RecordType,
    task: BulkTask,
    picked: readonly Picked[],
  ): Promise<BulkCounts> {
    if (task.kind === 'delete') return this.remove(uow, type, picked);
    const inputs: BatchInput[] = picked.map(({ id, tags }) => ({
      id,
      body: { ...task.changes, ...(tags ? { tags: changedTags(tags, task.addTags, task.removeTags) } : {}) },
    }));
    const outcomes = await this.writer.updateMany(uow, type, inputs);
    return {
      changed: outcomes.filter(({ status }) => status === 'updated').length,
      unchanged: outcomes.filter(({ status }) => status === 'unchanged').length,
      refused: outcomes.filter(({ status }) => status === 'failed').length,
      ...refusalsOf(
        outcomes.flatMap((outcome, i) =>
          outcome.status === 'failed'
            ? [{ id: picked[i]?.id as string, problem: describeProblem(outcome.problem) }]
            : [],
        ),
      ),
    };
  }

  private async remove(uow: UnitOfWork, type: RecordType, picked: readonly Picked[]): Promise<BulkCounts> {
    const refusals: RefusedRecord[] = [];
    for (const { id } of picked) {
      try {
        await uow.savepoint(() => this.writer.remove(uow, type, id));
      } catch (error) {
        if (!(error instanceof Problem) || error.status >= 500) throw error;
        refusals.push({ id, problem: describeProblem(error) });
      }
    }
    return {
      changed: picked.length - refusals.length,
      unchanged: 0,
      refused: refusals.length,
      ...refusalsOf(refusals),
    };
  }
}

function refusalsOf(faults: readonly RefusedRecord[]): Pick<BulkCounts, 'refusals' | 'faults'> {
  return { refusals: faults.slice(0, MOST_REFUSALS), faults };
}

function actionOf(task: BulkTask): Action {
  return task.kind === 'delete' ? 'delete' : 'edit';
}

function changedTags(now: readonly string[], add: readonly string[], remove: readonly string[]): string[] {
  return [...new Set([...now, ...add])].filter((tag) => !remove.includes(tag));
}
