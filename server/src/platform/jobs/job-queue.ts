import { Logger } from '@nestjs/common';
import { PgBoss, type Job, type JobResult } from 'pg-boss';
import { currentLocale } from '../context/request-context.js';
import type { DataDoor } from '../database/data-door.js';
import type { UnitOfWork } from '../database/unit-of-work.js';
import { isLockTimeout } from '../errors/database-problem.js';
import { newId } from '../records/new-id.js';
import { JOB_SCHEMA } from './install-jobs.js';
import { JobSchedule } from './job-schedule.js';
import { type JobEnvelope, type JobHandler, JobPrincipalGone, runJob } from './job-run.js';

export interface EnqueueOptions {
  /** Not before this instant. */
  readonly runAt?: Date;
  /** While a job with this key waits to start, another one is not added. */
  readonly singletonKey?: string;
  /** Higher first; 0 unless given. */
  readonly priority?: number;
  /** Further attempts after a failed one; 3 unless given. */
  readonly retryLimit?: number;
}

export interface HandleOptions {
  /** Workers of this process that fetch side by side; 1 unless given. */
  readonly concurrency?: number;
  /** Jobs that a worker takes at once and runs side by side; 1 unless given. */
  readonly batchSize?: number;
  /** After this an attempt counts as failed; 900 unless given. */
  readonly timeoutSeconds?: number;
}

/** How jobs of one name ended in this process. */
export interface JobCounts {
  done: number;
  failed: number;
  seconds: number;
}

/** A job as it was asked for, and how far it is. */
export interface FoundJob<T extends object> {
  readonly data: T;
  readonly userId: string | null;
  readonly state: 'running' | 'done' | 'failed';
}

interface Declared {
  readonly options: HandleOptions;
  readonly handler: JobHandler<object>;
}

const QUEUE = {
  policy: 'short',
  retryLimit: 3,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 300,
  notify: true,
} as const;
// A worker that was killed is noticed by its missing heartbeat, long before the job's own time is over.
const HEARTBEAT_SECONDS = 20;
const LOOK_SECONDS = 10;
const DRAIN_SECONDS = 10;
// New jobs are told of at once; those that wait for their time or for another attempt are found by looking.
const POLLING_SECONDS = 5;

/**
 * Background work, kept in the same database: a job is queued in the transaction of the change that asks for it, and a
 * rollback leaves none. Handlers must bear a second run of the same job (an attempt that was cut off is repeated).
 */
export class JobQueue {
  private readonly log = new Logger('Jobs');
  private readonly declared = new Map<string, Declared>();
  private readonly queues = new Map<string, Promise<void>>();
  private readonly boss: PgBoss;
  private readonly timetable: JobSchedule;
  private started: Promise<unknown> | undefined;
  private working = false;
  /** Outcomes by job name, for `/metrics`. */
  readonly counts = new Map<string, JobCounts>();

  constructor(
    appUrl: string,
    private readonly door: DataDoor,
  ) {
    this.boss = new PgBoss({
      connectionString: appUrl,
      application_name: 'peyvand-jobs',
      options: '-c timezone=UTC -c jit=off',
      schema: JOB_SCHEMA,
      // The owner of the schema installs it; this role may change no table.
      migrate: false,
      createSchema: false,
      reindex: false,
      schedule: false,
      superviseIntervalSeconds: LOOK_SECONDS,
      monitorIntervalSeconds: LOOK_SECONDS,
      useListenNotify: true,
      max: 4,
    });
    this.boss.on('error', (error) => this.log.warn(`queue: ${error.message}`));
    this.boss.on('warning', (warning) => this.log.warn(`queue: ${warning.message}`));
    this.timetable = new JobSchedule(this.boss, (job, id, data) =>
      this.send(job, { data, userId: null, locale: 'fa' }, { id }),
    );
  }

  /**
   * Adds a job in the caller's transaction, on behalf of the caller; null when the singleton key is already waiting.
   * `data` carries ids and settings, never the content of records.
   */
  async enqueue(uow: UnitOfWork, job: string, data: object, options: EnqueueOptions = {}): Promise<string | null> {
    await this.queue(job);
    const envelope: JobEnvelope = { data, userId: uow.principal.userId, locale: currentLocale() };
    const { runAt, singletonKey = newId(), ...rest } = options;
    return this.boss.send(job, envelope, {
      ...rest,
      singletonKey,
      ...(runAt && { startAfter: runAt }),
      db: { executeSql: async (sql, values) => ({ rows: await uow.query(sql, values) }) },
    });
  }

  /** Declares who does the jobs of this name. Called while modules start, once per name. */
  handle<T extends object>(job: string, options: HandleOptions, handler: JobHandler<T>): void {
    if (this.declared.has(job)) throw new Error(`job ${job} is handled twice`);
    this.declared.set(job, { options, handler: handler as JobHandler<object> });
  }

  /**
   * Has a job done again and again, as the server itself: every so many minutes (counted from midnight UTC), or by a
   * cron expression in Tehran time. However many processes run, each due time is done once; one that was missed while
   * nothing ran is made up for, the latest only.
   */
  schedule(job: string, when: number | string, data: object = {}): void {
    this.timetable.add(job, when, data);
  }

  /** Queues what is due now. The ticker calls it every minute. */
  async tick(): Promise<void> {
    await this.start();
    await this.timetable.tick();
  }

  /** Waiting and running jobs by name, from the database. */
  async depths(): Promise<{ name: string; waiting: number; running: number }[]> {
    await this.start();
    const queues = await this.boss.getQueues();
    return queues.map((queue) => ({ name: queue.name, waiting: queue.queuedCount, running: queue.activeCount }));
  }

  /** A job of this name, while it waits or runs and for some days after; undefined when there is none. */
  async find<T extends object>(job: string, id: string): Promise<FoundJob<T> | undefined> {
    await this.queue(job);
    const [found] = await this.boss.findJobs<JobEnvelope>(job, { id });
    if (!found) return undefined;
    const { data, userId } = found.data;
    const ended = found.state === 'completed' ? 'done' : 'failed';
    const isOpen = found.state === 'created' || found.state === 'retry' || found.state === 'active';
    return { data: data as T, userId, state: isOpen ? 'running' : ended };
  }

  /** Begins to work on the declared jobs in this process. */
  async startWorker(): Promise<void> {
    if (this.working) return;
    this.working = true;
    for (const [job, { options, handler }] of this.declared) {
      await this.queue(job);
      for (let i = 0; i < (options.concurrency ?? 1); i += 1) await this.work(job, options, handler);
    }
  }

  /** Takes no more jobs and waits for those in hand; what isn't done in time is left to be repeated. */
  async stopWorker(): Promise<void> {
    if (!this.working) return;
    this.working = false;
    const drained = Promise.all([...this.declared.keys()].map((job) => this.boss.offWork(job, { wait: true })));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, DRAIN_SECONDS * 1000);
    });
    await Promise.race([drained, late]);
    clearTimeout(timer);
  }

  /** Stops the worker and closes the connections. */
  async stop(): Promise<void> {
    await this.stopWorker();
    if (!this.started) return;
    await this.started.catch(() => undefined);
    this.started = undefined;
    this.queues.clear();
    await this.boss.stop({ graceful: true, timeout: 1_000 });
  }

  private start(): Promise<unknown> {
    this.started ??= this.boss.start().catch((error: unknown) => {
      this.started = undefined;
      throw error;
    });
    return this.started;
  }

  /** Makes sure that the queue of this name exists, with today's settings. */
  private queue(job: string): Promise<void> {
    const known = this.queues.get(job);
    if (known) return known;
    const made = this.makeQueue(job).catch((error: unknown) => {
      this.queues.delete(job);
      throw error;
    });
    this.queues.set(job, made);
    return made;
  }

  private async makeQueue(job: string): Promise<void> {
    await this.start();
    const { policy, ...changeable } = QUEUE;
    const seconds = this.declared.get(job)?.options.timeoutSeconds ?? 900;
    const settings = { ...changeable, expireInSeconds: seconds, heartbeatSeconds: HEARTBEAT_SECONDS };
    await this.boss.createQueue(job, { ...settings, policy });
    await this.boss.updateQueue(job, settings);
  }

  private async send(job: string, envelope: JobEnvelope, options: { id: string }): Promise<void> {
    await this.queue(job);
    await this.boss.send(job, envelope, { ...options, singletonKey: options.id });
  }

  private async work(job: string, options: HandleOptions, handler: JobHandler<object>): Promise<void> {
    const batchSize = options.batchSize ?? 1;
    const workerId = await this.boss.work(
      job,
      { batchSize, perJobResults: true, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: POLLING_SECONDS },
      async (jobs: Job<JobEnvelope>[]) => {
        const results = await Promise.all(jobs.map((one) => this.run(one, handler)));
        // A full batch means that more may wait: fetch at once instead of at the next notification.
        if (jobs.length === batchSize) this.boss.notifyWorker(workerId);
        return results;
      },
    );
  }

  private async run(job: Job<JobEnvelope>, handler: JobHandler<object>): Promise<JobResult> {
    const counts = this.counts.get(job.name) ?? { done: 0, failed: 0, seconds: 0 };
    this.counts.set(job.name, counts);
    const began = performance.now();
    try {
      await runJob(this.door, job.data, { id: job.id, signal: job.signal }, handler);
      counts.done += 1;
      return { id: job.id, status: 'completed' };
    } catch (error) {
      counts.failed += 1;
      const message = error instanceof Error ? error.message : String(error);
      // A table that is held (a large load, an upgrade) is no fault of the job: it is tried again.
      if (isLockTimeout(error)) this.log.warn(`${job.name} ${job.id} waits for a locked table`);
      else
        this.log.error(`${job.name} ${job.id} failed: ${error instanceof Error ? (error.stack ?? message) : message}`);
      return { id: job.id, status: error instanceof JobPrincipalGone ? 'deadletter' : 'failed', output: { message } };
    } finally {
      counts.seconds += (performance.now() - began) / 1000;
    }
  }
}
