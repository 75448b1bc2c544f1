import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { clock } from '../../src/platform/context/clock.js';
import { currentContext } from '../../src/platform/context/request-context.js';
import { DataDoor } from '../../src/platform/database/data-door.js';
import { createDataSource } from '../../src/platform/database/data-source.js';
import { type EnqueueOptions, JobQueue } from '../../src/platform/jobs/job-queue.js';
import { resetTestDatabase, type TestDatabase } from '../support/database.js';

const realNow = clock.now;

describe('jobs', () => {
  let database: TestDatabase;
  let pool: DataSource;
  let door: DataDoor;
  let queues: JobQueue[] = [];
  let owner: Client;

  const queue = (): JobQueue => {
    const made = new JobQueue(database.appUrl, door);
    queues.push(made);
    return made;
  };
  const enqueue = (jobs: JobQueue, job: string, data: object, options?: EnqueueOptions) =>
    door.asSystem('test', (uow) => jobs.enqueue(uow, job, data, options));
  const waiting = async (job: string): Promise<number> =>
    Number((await owner.query('select count(*) n from pgboss.job where name = $1', [job])).rows[0].n);
  const until = async (condition: () => boolean | Promise<boolean>, ms = 8_000): Promise<void> => {
    for (const end = Date.now() + ms; Date.now() < end; await delay(20)) if (await condition()) return;
    throw new Error('it did not happen in time');
  };

  beforeAll(async () => {
    database = await resetTestDatabase();
    pool = await createDataSource(database.appUrl).initialize();
    door = new DataDoor(pool);
    owner = new Client({ connectionString: database.superuserUrl });
    await owner.connect();
  });
  beforeEach(async () => {
    clock.now = realNow;
    await Promise.all(queues.map((jobs) => jobs.stop()));
    queues = [];
  });
  afterAll(async () => {
    clock.now = realNow;
    await Promise.all(queues.map((jobs) => jobs.stop()));
    await owner.end();
    await pool.destroy();
  });

  it('queues in the transaction of the caller, so a rollback leaves no job', async () => {
    const jobs = queue();
    const failed = door.asSystem('test', async (uow) => {
      expect(await jobs.enqueue(uow, 'rolled-back', { id: 1 })).toEqual(expect.any(String));
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await waiting('rolled-back')).toBe(0);
    await enqueue(jobs, 'rolled-back', { id: 2 });
    expect(await waiting('rolled-back')).toBe(1);
  });

  it('runs a job with its id as operation and as source job', async () => {
    const jobs = queue();
    const seen: unknown[] = [];
    jobs.handle<{ n: number }>('quick', {}, async (data, run) => {
      const { operationId, source, principal } = currentContext() ?? {};
      seen.push({ n: data.n, own: operationId === run.id, source, principal });
    });
    await jobs.startWorker();
    await delay(300);
    await enqueue(jobs, 'quick', { n: 7 });
    await until(() => seen.length === 1);
    expect(seen).toEqual([{ n: 7, own: true, source: 'job', principal: undefined }]);
  });

  it('works off a backlog without pauses, also with one job at a time', async () => {
    const jobs = queue();
    let done = 0;
    jobs.handle('backlog', {}, async () => {
      done += 1;
    });
    for (let i = 0; i < 40; i += 1) await enqueue(jobs, 'backlog', { i });
    await jobs.startWorker();
    await until(() => done === 40, 6_000);
  });

  it('does each job once with two workers', async () => {
    const [one, two] = [queue(), queue()];
    const runs: number[] = [];
    const atWork = new Set<JobQueue>();
    for (const jobs of [one, two])
      jobs.handle<{ i: number }>('shared', { concurrency: 2, batchSize: 5 }, async ({ i }) => {
        runs.push(i);
        atWork.add(jobs);
        // Whoever is first leaves something to the other.
        await until(() => atWork.size === 2, 20_000);
      });
    for (let i = 0; i < 100; i += 1) await enqueue(one, 'shared', { i });
    await Promise.all([one.startWorker(), two.startWorker()]);
    await until(() => runs.length >= 100, 20_000);
    await delay(300);
    expect(runs.sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(one.counts.get('shared')?.done).toBeGreaterThan(0);
    expect(two.counts.get('shared')?.done).toBeGreaterThan(0);
  });

  it('queues one job per due time, however many processes tick and however the clock jumps', async () => {
    const [one, two] = [queue(), queue()];
    for (const jobs of [one, two]) {
      jobs.schedule('every-five', 5);
      jobs.schedule('nightly', '30 2 * * *');
    }
    const at = (time: string) => {
      clock.now = () => new Date(time);
    };
    // 02:30 in Tehran is 23:00 UTC.
    at('2026-11-21T23:02:00Z');
    await Promise.all([one.tick(), two.tick(), one.tick()]);
    expect([await waiting('every-five'), await waiting('nightly')]).toEqual([1, 1]);
    at('2026-11-21T23:06:00Z');
    await Promise.all([one.tick(), two.tick()]);
    expect([await waiting('every-five'), await waiting('nightly')]).toEqual([2, 1]);
    at('2026-11-21T23:01:00Z');
    await Promise.all([one.tick(), two.tick(), queue().tick()]);
    expect([await waiting('every-five'), await waiting('nightly')]).toEqual([2, 1]);
    // Three days without a process: the latest run is made up for, once.
    at('2026-11-24T12:00:00Z');
    await Promise.all([one.tick(), two.tick()]);
    expect([await waiting('every-five'), await waiting('nightly')]).toEqual([3, 2]);
  });

  it('adds no second job for a key that is waiting, and one more once it was taken', async () => {
    const jobs = queue();
    expect(await enqueue(jobs, 'keyed', { i: 1 }, { singletonKey: 'k' })).not.toBeNull();
    expect(await enqueue(jobs, 'keyed', { i: 2 }, { singletonKey: 'k' })).toBeNull();
    expect(await enqueue(jobs, 'keyed', { i: 3 }, { singletonKey: 'other' })).not.toBeNull();
    expect(await waiting('keyed')).toBe(2);
    const ran: number[] = [];
    jobs.handle<{ i: number }>('keyed', {}, async ({ i }) => {
      ran.push(i);
    });
    await jobs.startWorker();
    await until(() => ran.length === 2);
    expect(await enqueue(jobs, 'keyed', { i: 4 }, { singletonKey: 'k' })).not.toBeNull();
    await until(() => ran.includes(4));
  });

  it('waits for runAt, repeats a failed attempt and gives up after the limit', async () => {
    const jobs = queue();
    let attempts = 0;
    jobs.handle('failing', {}, async () => {
      attempts += 1;
      throw new Error('on purpose');
    });
    await jobs.startWorker();
    await enqueue(jobs, 'failing', {}, { runAt: new Date(Date.now() + 3_600_000) });
    await enqueue(jobs, 'failing', {}, { retryLimit: 0 });
    const state = async () =>
      (
        await owner.query(
          `select state, output->>'message' as message from pgboss.job where name = 'failing' order by state`,
        )
      ).rows;
    await until(async () => (await state()).some((row) => row.state === 'failed'));
    expect(attempts).toBe(1);
    expect(await state()).toEqual([
      { state: 'created', message: null },
      { state: 'failed', message: 'on purpose' },
    ]);
  });

  it('lets the jobs in hand finish when the worker stops', async () => {
    const jobs = queue();
    let finished = false;
    let begun = false;
    jobs.handle('slow', {}, async () => {
      begun = true;
      await delay(700);
      finished = true;
    });
    await jobs.startWorker();
    await enqueue(jobs, 'slow', {});
    await until(() => begun);
    await jobs.stop();
    expect(finished).toBe(true);
    const { rows } = await owner.query(`select state from pgboss.job where name = 'slow'`);
    expect(rows).toEqual([{ state: 'completed' }]);
  });

  it('refuses work in the name of a person who is gone, without trying again', async () => {
    const jobs = queue();
    let ran = false;
    jobs.handle('gone', {}, async () => {
      ran = true;
    });
    const id = await enqueue(jobs, 'gone', {});
    await owner.query(
      `update pgboss.job set data = jsonb_set(data, '{userId}', '"0198a1b2-0000-7000-8000-000000000001"') where id = $1`,
      [id],
    );
    await jobs.startWorker();
    await until(
      async () => (await owner.query('select state from pgboss.job where id = $1', [id])).rows[0].state === 'failed',
    );
    expect(ran).toBe(false);
  });

  it('lets the application role change no table of the queue', async () => {
    const app = new Client({ connectionString: database.appUrl });
    await app.connect();
    try {
      await expect(app.query('alter table pgboss.job add column x text')).rejects.toThrow(/must be owner/);
      await expect(app.query('drop schema pgboss cascade')).rejects.toThrow(/must be owner/);
    } finally {
      await app.end();
    }
  });
});
