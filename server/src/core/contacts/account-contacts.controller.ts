import { Controller } from '@nestjs/common';
import { RecordRoutes } from '../../platform/records/record-routes.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { AccountContact } from './account-contact.js';

@Controller('account-contacts')
export class AccountContactsController extends RecordRoutes(AccountContact) {
  constructor(store: RecordStore) {
    super(store);
  }
}
