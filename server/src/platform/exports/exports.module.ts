import { type DynamicModule, Module } from '@nestjs/common';
import type { RecordType } from '../records/record-type.js';
import { COMPANY_RECORDS, subjectOf } from '../records/route-subject.js';
import { exportController } from './export-routes.js';
import { ExportsController } from './exports.controller.js';
import { ExportsService } from './exports.service.js';

/** Records as files. */
@Module({})
export class ExportsModule {
  /** With an export route for each of the types that may be exported at all. */
  static for(types: readonly RecordType[]): DynamicModule {
    const exported = types.filter((type) => !type.internal && (type.actions?.includes('export') ?? true));
    return {
      module: ExportsModule,
      controllers: [
        ExportsController,
        ...exported.map((type) => exportController(subjectOf(type))),
        exportController(COMPANY_RECORDS),
      ],
      providers: [ExportsService],
    };
  }
}
