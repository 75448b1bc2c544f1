import { setImmediate as breathe } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { clock } from '../context/clock.js';
import { DataDoor } from '../database/data-door.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { Problem } from '../errors/problem.js';
import { JobQueue } from '../jobs/job-queue.js';
import type { JobRun } from '../jobs/job-run.js';
import { newId } from '../records/new-id.js';
import { recordTypes, type RecordType } from '../records/record-type.js';
import { type KeyRule, keyOf } from './duplicate-keys.js';
import { DuplicateRules } from './duplicate-rules.js';
import { addEdges, type Edge, likelyGroups } from './likely-groups.js';

/** How a search of the old data of a type stands. Of how much it found it tells nothing: each sees their own. */
export interface DuplicateScanView {
  readonly id: string;
  readonly recordType: string;
  readonly status: 'running' | 'done' | 'failed';
  /** 0..100 */
  readonly percent: number;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

interface ScanJob {
  readonly scanId: string;
  readonly recordType: string;
}

const JOB = 'duplicates.scan';
const WHY = 'search for duplicates';
const PAGE = 2_000;
const INSERT = 5_000;
/** Members of a group that are kept; more is a mistake of the rules. */
const MOST_MEMBERS = 50;
const MAX_SECONDS = 3600;
const VIEW = `s.id, s.record_type as "recordType", s.status, case when s.status = 'done' then 100 when s.total = 0 then 0
  else least(99, s.done * 100 / s.total) end as percent, s.created_at as "createdAt", s.finished_at as "finishedAt"`;

/** Looks through all records of a type for such as may be one: by keys, never each with each. */
@Injectable()
export class DuplicateScan {
  constructor(
    private readonly door: DataDoor,
    private readonly jobs: JobQueue,
    private readonly rules: DuplicateRules,
  ) {
    jobs.handle<ScanJob>(JOB, { timeoutSeconds: MAX_SECONDS }, (job, run) => this.run(job, run));
  }

  /** Begins one, or tells of the one that is going on. @throws Problem 403 */
  start(type: RecordType): Promise<DuplicateScanView> {
    return this.door.write(async (uow) => {
      uow.principal.authorize(type.name, 'edit');
      uow.principal.authorize(type.name, 'delete');
      await uow.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`duplicate scan/${type.name}`]);
      const going = await this.read(uow, type);
      if (going?.status === 'running') return going;
      const id = newId();
      await uow.elevated(WHY, () =>
        uow.execute(
          `insert into duplicate_scans (id, record_type, status, created_at, created_by) values ($1, $2, 'running', $3, $4)`,
          [id, type.name, clock.now(), uow.principal.userId],
        ),
      );
      await this.jobs.enqueue(uow, JOB, { scanId: id, recordType: type.name } satisfies ScanJob);
      return (await this.read(uow, type)) as DuplicateScanView;
    });
  }

  /** The latest of a type; null before the first. @throws Problem 403 */
  latest(type: RecordType): Promise<DuplicateScanView | null> {
    return this.door.read(async (uow) => {
      uow.principal.authorize(type.name, 'delete');
      return (await this.read(uow, type)) ?? null;
    });
  }

  /** One that is silent for longer than its job may run has failed. */
  private read(uow: UnitOfWork, type: RecordType): Promise<DuplicateScanView | undefined> {
    const dead = new Date(clock.now().getTime() - MAX_SECONDS * 1000);
    return uow.one<DuplicateScanView & object>(
      `select ${VIEW.replace('s.status,', `case when s.status = 'running' and s.created_at < $2 then 'failed' else s.status end as status,`)}
       from duplicate_scans s where s.record_type = $1 order by s.created_at desc limit 1`,
      [type.name, dead],
    );
  }

  private async run({ scanId, recordType }: ScanJob, { signal }: JobRun): Promise<void> {
    const type = recordTypes.get(recordType);
    const rules = this.rules.of(recordType);
    try {
      const { ids, keys } = await this.keys(scanId, type, rules, signal);
      const groups = await this.groups(type, rules, ids, keys);
      await this.keep(scanId, type, groups);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      await this.end(scanId, 'failed', error.code);
    }
  }

  /** Ids of all living records, and for each rule the hash of each record's key (NaN without one). */
  private async keys(scanId: string, type: RecordType, rules: readonly KeyRule[], signal: AbortSignal) {
    const columns = rules.map(({ field }, i) => `t.${type.fields.get(field)?.column} as k${i}`);
    const ids: string[] = [];
    const keys = rules.map((): number[] => []);
    const total = await this.door.asSystem(WHY, (uow) =>
      uow.one<{ n: number }>(`select count(*)::int as n from ${type.table} t where t.deleted_at is null`),
    );
    for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
      signal.throwIfAborted();
      const rows = await this.door.asSystem(WHY, async (uow) => {
        await uow.execute('update duplicate_scans set done = $2, total = $3 where id = $1', [
          scanId,
          ids.length,
          total?.n ?? 0,
        ]);
        return uow.query<{ id: string } & Record<string, unknown>>(
          `select ${['t.id', ...columns].join(', ')} from ${type.table} t where t.id > $1 and t.deleted_at is null order by t.id limit ${PAGE}`,
          [last],
        );
      });
      for (const row of rows) {
        ids.push(row.id);
        for (const [i, rule] of rules.entries()) {
          const key = keyOf(rule.match, row[`k${i}`]);
          keys[i]?.push(key === undefined ? Number.NaN : hash(key));
        }
      }
      if (rows.length < PAGE) return { ids, keys: keys.map((own) => Float64Array.from(own)) };
      last = rows.at(-1)?.id as string;
      await breathe();
    }
  }

  private async groups(
    type: RecordType,
    rules: readonly KeyRule[],
    ids: readonly string[],
    keys: readonly Float64Array[],
  ): Promise<string[][]> {
    const edges = new Map<number, Edge>();
    for (const [rule, own] of keys.entries()) {
      const shared = sharedValues(own);
      await breathe();
      const holders = new Map<number, number[]>();
      for (const [i, key] of own.entries())
        if (shared.has(key)) {
          const known = holders.get(key);
          if (known) known.push(i);
          else holders.set(key, [i]);
        }
      addEdges(edges, rule, holders.values(), ids.length);
      await breathe();
    }
    const others = await this.door.asSystem(WHY, (uow) =>
      uow.query<{ pair: string }>(
        `select low_id || '/' || high_id as pair from not_duplicates where record_type = $1`,
        [type.name],
      ),
    );
    const apart = new Set(others.map(({ pair }) => pair));
    const weights = rules.map(({ weight }) => weight);
    const found = likelyGroups(edges, weights, ids.length, (a, b) => apart.has(`${ids[a]}/${ids[b]}`));
    return found.map(({ members }) => members.slice(0, MOST_MEMBERS).map((i) => ids[i] as string));
  }

  /** Instead of what an earlier search found. */
  private keep(scanId: string, type: RecordType, groups: readonly string[][]): Promise<void> {
    return this.door.asSystem(WHY, async (uow) => {
      await uow.query(`select set_config('statement_timeout', '0', true)`);
      await uow.execute('delete from duplicate_members where record_type = $1', [type.name]);
      const rows = groups.flatMap((ids) => {
        const group = newId();
        return ids.map((id) => [group, id] as const);
      });
      for (let at = 0; at < rows.length; at += INSERT) {
        const part = rows.slice(at, at + INSERT);
        await uow.execute(
          `insert into duplicate_members (group_id, record_type, record_id)
           select g, $1, r from unnest($2::uuid[], $3::uuid[]) u (g, r)`,
          [type.name, part.map(([group]) => group), part.map(([, id]) => id)],
        );
      }
      await uow.execute(`update duplicate_scans set status = 'done', done = total, finished_at = $2 where id = $1`, [
        scanId,
        clock.now(),
      ]);
    });
  }

  private end(scanId: string, status: 'failed', problem: string): Promise<void> {
    return this.door.asSystem(WHY, async (uow) => {
      await uow.execute('update duplicate_scans set status = $2, problem = $3, finished_at = $4 where id = $1', [
        scanId,
        status,
        problem,
        clock.now(),
      ]);
    });
  }
}

/** Values that occur more than once. */
function sharedValues(values: Float64Array): Set<number> {
  const sorted = Float64Array.from(values).sort();
  const shared = new Set<number>();
  for (let i = 1; i < sorted.length; i += 1) if (sorted[i] === sorted[i - 1]) shared.add(sorted[i] as number);
  return shared;
}

/** 53 bits of a text (cyrb53): two of a million texts are mixed up once in twenty thousand searches; readers compare again. */
function hash(text: string): number {
  let [h1, h2] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    h1 = Math.imul(h1 ^ code, 2654435761);
    h2 = Math.imul(h2 ^ code, 1597334677);
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return 4294967296 * (2097151 & h2) + (h1 >>> 0);
}
