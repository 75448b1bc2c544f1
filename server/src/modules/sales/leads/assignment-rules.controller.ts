import { Controller } from '@nestjs/common';
import { RecordRoutes } from '../../../platform/records/record-routes.js';
import { RecordStore } from '../../../platform/records/record-store.js';
import { AssignmentRule } from './assignment-rule.entity.js';

@Controller('assignment-rules')
export class AssignmentRulesController extends RecordRoutes(AssignmentRule) {
  constructor(store: RecordStore) {
    super(store);
  }
}
