import { Module } from '@nestjs/common';
import { JobQueue } from '../jobs/job-queue.js';
import { recordTypes } from '../records/record-type.js';
import { FileRecord } from './file.entity.js';
import { fileRules } from './file-rules.js';
import { FileService } from './file.service.js';
import { FilesController } from './files.controller.js';

const SWEEP = 'files.sweep';

/** Files that belong to records. */
@Module({
  controllers: [FilesController],
  providers: [FileService],
  exports: [FileService],
})
export class FilesModule {
  constructor(jobs: JobQueue, files: FileService) {
    recordTypes.of(FileRecord).rules = fileRules;
    jobs.handle(SWEEP, {}, async () => {
      await files.sweep();
    });
    jobs.schedule(SWEEP, '40 3 * * *');
  }
}
