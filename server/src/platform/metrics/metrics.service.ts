import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { DataDoor } from '../database/data-door.js';
import { JobQueue } from '../jobs/job-queue.js';

/** Seconds; the product's promises are made in these steps. */
const DURATIONS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 15];

/** What Prometheus may ask: requests, connections, jobs, uses of the door past the scopes, and the process itself. */
@Injectable()
export class MetricsService implements OnModuleInit {
  private readonly registry = new Registry();

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly door: DataDoor,
    private readonly jobs: JobQueue,
  ) {
    collectDefaultMetrics({ register: this.registry });
    this.connections();
    this.systemUses();
    this.jobRuns();
    this.jobDepths();
  }

  onModuleInit(): void {
    const duration = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Duration of requests by route.',
      labelNames: ['method', 'route', 'status'],
      buckets: DURATIONS,
      registers: [this.registry],
    });
    this.host.httpAdapter.getInstance<FastifyInstance>().addHook('onResponse', (request, reply, done) => {
      // The template, not the path: a label per id would never end.
      const route = request.is404 ? 'unknown' : (request.routeOptions.url ?? 'unknown');
      duration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
      done();
    });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  private connections(): void {
    const { door } = this;
    new Gauge({
      name: 'peyvand_database_connections',
      help: 'Connections of the pool by state; waiting are requests without one.',
      labelNames: ['state'],
      registers: [this.registry],
      collect() {
        for (const [state, count] of Object.entries(door.poolState())) this.set({ state }, count);
      },
    });
  }

  private systemUses(): void {
    const { door } = this;
    new Counter({
      name: 'peyvand_door_system_uses_total',
      help: 'How often the data door was opened past every scope, by reason.',
      labelNames: ['reason'],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const [reason, count] of door.systemUseCounts()) this.inc({ reason }, count);
      },
    });
  }

  private jobRuns(): void {
    const { jobs } = this;
    new Counter({
      name: 'peyvand_job_runs_total',
      help: 'Runs of jobs in this process by outcome.',
      labelNames: ['job', 'outcome'],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const [job, { done, failed }] of jobs.counts) {
          this.inc({ job, outcome: 'done' }, done);
          this.inc({ job, outcome: 'failed' }, failed);
        }
      },
    });
    new Counter({
      name: 'peyvand_job_run_seconds_total',
      help: 'Time spent in jobs in this process.',
      labelNames: ['job'],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const [job, { seconds }] of jobs.counts) this.inc({ job }, seconds);
      },
    });
  }

  private jobDepths(): void {
    const { jobs } = this;
    new Gauge({
      name: 'peyvand_jobs',
      help: 'Jobs waiting and running, from the database.',
      labelNames: ['job', 'state'],
      registers: [this.registry],
      async collect() {
        // Without a database the other figures are still worth having.
        const depths = await jobs.depths().catch(() => []);
        this.reset();
        for (const { name, waiting, running } of depths) {
          this.set({ job: name, state: 'waiting' }, waiting);
          this.set({ job: name, state: 'running' }, running);
        }
      },
    });
  }
}
