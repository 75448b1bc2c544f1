import { type DynamicModule, Module } from '@nestjs/common';
import type { RecordType } from '../records/record-type.js';
import { COMPANY_RECORDS, subjectOf } from '../records/route-subject.js';
import { ChildMoves } from './child-moves.js';
import { isMergeable } from './link-places.js';
import { mergeController } from './merge-routes.js';
import { Merges } from './merges.service.js';
import { Unmerge } from './unmerge.js';

/** Several records made one, and the way back. */
@Module({})
export class MergingModule {
  /** With routes for each of the types whose records can be merged. */
  static for(types: readonly RecordType[]): DynamicModule {
    return {
      module: MergingModule,
      controllers: [
        ...types.filter(isMergeable).map((type) => mergeController(subjectOf(type))),
        mergeController(COMPANY_RECORDS),
      ],
      providers: [Merges, ChildMoves, Unmerge],
    };
  }
}
