import {
  Global,
  Inject,
  Injectable,
  Module,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Interval, ScheduleModule } from '@nestjs/schedule';
import type { DatabaseUrls } from '../database/connections.js';
import { DataDoor } from '../database/data-door.js';
import { DATABASE_URLS } from '../database/database.module.js';
import { JobQueue } from './job-queue.js';

/** Ticks; what is due is decided and kept in the database. */
@Injectable()
export class JobTicker {
  constructor(private readonly queue: JobQueue) {}

  @Interval(20_000)
  async tick(): Promise<void> {
    // The next tick makes up for it, and the queue has said what was wrong.
    await this.queue.tick().catch(() => undefined);
  }
}

/** Background jobs. Server and worker are one process unless `JobsModule.workElsewhere` says otherwise. */
@Global()
@Module({
  imports: [ScheduleModule.forRoot()],
  providers: [
    {
      provide: JobQueue,
      useFactory: (urls: DatabaseUrls, door: DataDoor) => new JobQueue(urls.appUrl, door),
      inject: [DATABASE_URLS, DataDoor],
    },
    JobTicker,
  ],
  exports: [JobQueue],
})
export class JobsModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** Set before the application starts when another process does the jobs. */
  static workElsewhere = false;

  constructor(
    @Inject(JobQueue) private readonly queue: JobQueue,
    @Inject(JobTicker) private readonly ticker: JobTicker,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (JobsModule.workElsewhere) return;
    await this.queue.startWorker();
    await this.ticker.tick();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.queue.stop();
  }
}
