import { Injectable } from '@nestjs/common';
import { Params } from '../../../platform/access/scope-predicate.js';
import { Problem } from '../../../platform/errors/problem.js';
import { FilterCompiler } from '../../../platform/filters/filter-compiler.js';
import { readFilter } from '../../../platform/filters/filter-schema.js';
import type { RecordChange, RecordRules } from '../../../platform/records/record-rules.js';
import { recordTypes } from '../../../platform/records/record-type.js';
import { Lead } from './lead.entity.js';

/** A rule has somebody to give leads to, and a filter that leads can be tested with. */
@Injectable()
export class AssignmentRuleRules implements RecordRules {
  beforeSave(change: RecordChange): void {
    const { after, given, uow } = change;
    if ((after.assigneeIds as string[]).length === 0) change.fault('assigneeIds', 'field.required');
    if (!given.has('filter')) return;
    try {
      const filter = readFilter(after.filter);
      if (filter) new FilterCompiler(uow.principal, new Params()).compile(filter, recordTypes.of(Lead), 't');
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      for (const { path, code, params } of error.options.faults ?? []) change.fault(path, code, params);
    }
  }
}
