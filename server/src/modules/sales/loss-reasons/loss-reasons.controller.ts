import { Controller } from '@nestjs/common';
import { RecordRoutes } from '../../../platform/records/record-routes.js';
import { RecordStore } from '../../../platform/records/record-store.js';
import { LossReason } from './loss-reason.entity.js';

@Controller('loss-reasons')
export class LossReasonsController extends RecordRoutes(LossReason) {
  constructor(store: RecordStore) {
    super(store);
  }
}
