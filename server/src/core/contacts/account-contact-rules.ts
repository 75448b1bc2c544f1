import { Injectable } from '@nestjs/common';
import { Problem } from '../../platform/errors/problem.js';
import type { RecordChange, RecordRules } from '../../platform/records/record-rules.js';

/** A person has each role at an account once. */
@Injectable()
export class AccountContactRules implements RecordRules {
  async beforeSave({ id, after, uow }: RecordChange): Promise<void> {
    await uow.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `accountContact/${after.accountId}/${after.contactId}`,
    ]);
    const same = await uow.one<{ id: string }>(
      `select id from account_contacts where account_id = $1 and contact_id = $2 and role = $3 and id <> $4 and deleted_at is null`,
      [after.accountId, after.contactId, after.role, id],
    );
    if (same) {
      const faults = [{ path: 'role', code: 'accountContact.sameRole', params: { id: same.id } }];
      throw Problem.conflict('record.duplicate', { faults });
    }
  }
}
