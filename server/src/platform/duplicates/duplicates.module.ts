import { Global, Module } from '@nestjs/common';
import { DuplicateGroups } from './duplicate-groups.js';
import { DuplicateRules } from './duplicate-rules.js';
import { DuplicateScan } from './duplicate-scan.js';
import {
  DuplicateGroupsController,
  DuplicateRulesController,
  DuplicateScansController,
} from './duplicates.controller.js';

/** Records that are likely one: the rules, and the search of old data. */
@Global()
@Module({
  controllers: [DuplicateRulesController, DuplicateScansController, DuplicateGroupsController],
  providers: [DuplicateRules, DuplicateScan, DuplicateGroups],
  exports: [DuplicateRules],
})
export class DuplicatesModule {}
