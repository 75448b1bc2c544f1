import { Controller } from '@nestjs/common';
import { RecordRoutes } from '../../platform/records/record-routes.js';
import { RecordStore } from '../../platform/records/record-store.js';
import { Contact } from './contact.js';

@Controller('contacts')
export class ContactsController extends RecordRoutes(Contact) {
  constructor(store: RecordStore) {
    super(store);
  }
}
