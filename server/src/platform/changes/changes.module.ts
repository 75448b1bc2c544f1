import { Module } from '@nestjs/common';
import { clock } from '../context/clock.js';
import { DataDoor } from '../database/data-door.js';
import { JobQueue } from '../jobs/job-queue.js';
import { ChangeLog } from './change-log.js';
import { ChangeRestore } from './change-restore.js';
import { ChangesController, HistoryController } from './changes.controller.js';
import { RecordAsOf } from './record-as-of.js';

const PARTITIONS = 'changes.partitions';
const MONTHS_AHEAD = 12;

/** The log of changes: feed, history, restoring and undoing. */
@Module({
  controllers: [ChangesController, HistoryController],
  providers: [ChangeLog, ChangeRestore, RecordAsOf],
  exports: [ChangeLog],
})
export class ChangesModule {
  constructor(jobs: JobQueue, door: DataDoor) {
    jobs.handle(PARTITIONS, {}, () =>
      door.asSystem('partitions of the log of changes', async (uow) => {
        await uow.query('select changes_partitions($1::date, $2)', [
          clock.now().toISOString().slice(0, 10),
          MONTHS_AHEAD,
        ]);
      }),
    );
    jobs.schedule(PARTITIONS, '15 3 * * *');
  }
}
