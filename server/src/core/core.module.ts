import { Module, type OnModuleInit } from '@nestjs/common';
import { recordTypes } from '../platform/records/record-type.js';
import { AccountRules } from './accounts/account-rules.js';
import { Account } from './accounts/account.js';
import { AccountsController } from './accounts/accounts.controller.js';
import { ContactRules } from './contacts/contact-rules.js';
import { Contact } from './contacts/contact.js';
import { ContactsController } from './contacts/contacts.controller.js';

/** Accounts, contacts, activities, notes: what every business module stands on. */
@Module({
  controllers: [AccountsController, ContactsController],
  providers: [AccountRules, ContactRules],
})
export class CoreModule implements OnModuleInit {
  constructor(
    private readonly accountRules: AccountRules,
    private readonly contactRules: ContactRules,
  ) {}

  onModuleInit(): void {
    recordTypes.of(Account).rules = this.accountRules;
    recordTypes.of(Contact).rules = this.contactRules;
  }
}
