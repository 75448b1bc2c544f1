import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataDoor } from '../../../platform/database/data-door.js';
import { JobQueue } from '../../../platform/jobs/job-queue.js';

const JOB = 'sales.figures';
const EVERY_MINUTES = 30;

/** Keeps the cells behind the reports few: writers only add rows, and this puts those of one cell together. */
@Injectable()
export class ReportFigures implements OnModuleInit {
  constructor(
    private readonly door: DataDoor,
    private readonly jobs: JobQueue,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(JOB, {}, () => this.fold());
    this.jobs.schedule(JOB, EVERY_MINUTES);
  }

  /** Changes no figure. A run beside another one does nothing. */
  async fold(): Promise<void> {
    await this.door.asSystem('report figures', (uow) =>
      uow.query('select fold_opportunity_cells(), fold_activity_cells()'),
    );
  }
}
