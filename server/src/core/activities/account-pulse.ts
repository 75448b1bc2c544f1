import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';

/** Keeps on each account when it was last contacted and what comes next, for lists of those gone quiet (R7, R9). */
@Injectable()
export class AccountPulse {
  /** Recomputes both for the accounts. Whoever may write the activity need not be allowed to change the account. */
  async refresh(uow: UnitOfWork, accountIds: readonly unknown[]): Promise<void> {
    const ids = [...new Set(accountIds)].filter((id): id is string => typeof id === 'string').sort();
    if (ids.length === 0) return;
    await uow.elevated('account pulse', async () => {
      await uow.execute(
        `with pulse as (
           select a.id,
             (select max(v.done_at) from activities v where v.account_id = a.id and v.done_at is not null
                and v.type in ('call', 'meeting') and v.deleted_at is null) as last_at,
             (select min(v.due_at) from activities v where v.account_id = a.id and v.done_at is null
                and v.deleted_at is null) as next_at
           from accounts a where a.id = any($1::uuid[]) order by a.id for update
         )
         update accounts a set last_contacted_at = p.last_at, next_activity_at = p.next_at
         from pulse p where p.id = a.id
           and (a.last_contacted_at, a.next_activity_at) is distinct from (p.last_at, p.next_at)`,
        [ids],
      );
    });
  }
}
