import { Controller } from '@nestjs/common';
import { RecordRoutes } from '../../platform/records/record-routes.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { Account } from './account.js';

@Controller('accounts')
export class AccountsController extends RecordRoutes(Account) {
  constructor(store: RecordStore) {
    super(store);
  }
}
