import { Injectable } from '@nestjs/common';
import { clock } from '../../platform/context/clock.js';
import { tehranDate } from '../../platform/persian/index.js';
import type { RecordChange, RecordRules } from '../../platform/records/record-rules.js';

/** What every contact keeps to, whichever way it is written. */
@Injectable()
export class ContactRules implements RecordRules {
  beforeSave({ after, before, fault }: RecordChange): void {
    after.fullName = [after.firstName, after.lastName].filter(Boolean).join(' ') || null;
    if (
      typeof after.nationalId === 'string' &&
      after.nationalId.length !== 10 &&
      before?.nationalId !== after.nationalId
    )
      fault('nationalId', 'account.nationalIdOfPerson');
    if (typeof after.birthOn === 'string' && after.birthOn > tehranDate(clock.now()))
      fault('birthOn', 'contact.birthInFuture');
  }
}
