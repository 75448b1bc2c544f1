import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { RecordChange, RecordRules } from '../../platform/records/record-rules.js';
import { AccountPulse } from '../activities/account-pulse.js';

/** What every account keeps to, whichever way it is written. */
@Injectable()
export class AccountRules implements RecordRules {
  constructor(private readonly pulse: AccountPulse) {}

  /** When they were last contacted follows from the activities that each has now. */
  afterMerge(ids: readonly string[], uow: UnitOfWork): Promise<void> {
    return this.pulse.refresh(uow, ids);
  }

  async beforeSave(change: RecordChange): Promise<void> {
    this.checkNationalId(change);
    await this.checkParent(change);
  }

  /** A person has a national code of 10 digits, a company a national id of 11. */
  private checkNationalId({ before, after, fault }: RecordChange): void {
    if (before && before.nationalId === after.nationalId && before.kind === after.kind) return;
    if (typeof after.nationalId !== 'string') return;
    const wanted = after.kind === 'person' ? 10 : 11;
    if (after.nationalId.length !== wanted)
      fault('nationalId', after.kind === 'person' ? 'account.nationalIdOfPerson' : 'account.nationalIdOfCompany');
  }

  private async checkParent({ id, before, after, uow, fault }: RecordChange): Promise<void> {
    const parent = after.parentId;
    if (typeof parent !== 'string' || before?.parentId === parent) return;
    if (parent === id || (before && (await isBelow(uow, parent, id)))) fault('parentId', 'account.parentCycle');
  }
}

/** Whether `account` lies below `ancestor`, also through accounts that the caller doesn't see. */
async function isBelow(uow: UnitOfWork, account: string, ancestor: string): Promise<boolean> {
  const row = await uow.elevated('account tree', async () => {
    // Two moves at once could close a ring that neither of them sees.
    await uow.query(`select pg_advisory_xact_lock(hashtext('account tree'))`);
    return uow.one(
      `with recursive above as (
         select id, parent_id from accounts where id = $1
         union select a.id, a.parent_id from above b join accounts a on a.id = b.parent_id
       ) select 1 from above where id = $2`,
      [account, ancestor],
    );
  });
  return row !== undefined;
}
