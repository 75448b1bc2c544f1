import { Controller } from '@nestjs/common';
import { RecordRoutes } from '../../../platform/records/record-routes.js';
import { RecordStore } from '../../../platform/records/record-store.js';
import { OpportunityLine } from './opportunity-line.entity.js';

@Controller('opportunity-lines')
export class OpportunityLinesController extends RecordRoutes(OpportunityLine) {
  constructor(store: RecordStore) {
    super(store);
  }
}
