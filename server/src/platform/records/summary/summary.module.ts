import { type DynamicModule, Module } from '@nestjs/common';
import type { RecordType } from '../record-type.js';
import { COMPANY_RECORDS, subjectOf } from '../route-subject.js';
import { RecordSummary } from './record-summary.js';
import { summaryController } from './summary-routes.js';

/** Counts and sums of lists. */
@Module({})
export class SummaryModule {
  /** With a route for each of the types that have a list. */
  static for(types: readonly RecordType[]): DynamicModule {
    return {
      module: SummaryModule,
      controllers: [
        ...types.filter((type) => !type.internal).map((type) => summaryController(subjectOf(type))),
        summaryController(COMPANY_RECORDS),
      ],
      providers: [RecordSummary],
    };
  }
}
