import { type DynamicModule, Module } from '@nestjs/common';
import { NotificationsModule } from '../notifications/notifications.module.js';
import type { RecordType } from '../records/record-type.js';
import { COMPANY_RECORDS, subjectOf } from '../records/route-subject.js';
import { BulkOperationsController, bulkController } from './bulk-routes.js';
import { BulkWriter } from './bulk-writer.js';
import { BulkService } from './bulk.service.js';

/** One thing done with all records of a list. */
@Module({})
export class BulkModule {
  /** With routes for each of the types that have lists of their own. */
  static for(types: readonly RecordType[]): DynamicModule {
    const listed = types.filter(
      (type) => !type.internal && type.visibility !== 'child' && (type.actions?.includes('bulkEdit') ?? true),
    );
    return {
      module: BulkModule,
      imports: [NotificationsModule],
      controllers: [
        BulkOperationsController,
        ...listed.map((type) => bulkController(subjectOf(type))),
        bulkController(COMPANY_RECORDS),
      ],
      providers: [BulkService, BulkWriter],
    };
  }
}
