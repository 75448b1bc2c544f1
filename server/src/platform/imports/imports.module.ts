import { Module } from '@nestjs/common';
import { ChangesModule } from '../changes/changes.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { ImportFiles } from './import-files.js';
import { ImportMappingsController } from './import-mappings.controller.js';
import { ImportRunner } from './import-runner.js';
import { ImportUndo } from './import-undo.js';
import { ImportsController } from './imports.controller.js';
import { ImportsService } from './imports.service.js';

/** Files into records: upload, mapping, trial, background run, undo. */
@Module({
  imports: [ChangesModule, NotificationsModule],
  controllers: [ImportsController, ImportMappingsController],
  providers: [ImportFiles, ImportsService, ImportRunner, ImportUndo],
})
export class ImportsModule {}
