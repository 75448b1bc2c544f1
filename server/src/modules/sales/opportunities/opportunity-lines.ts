import { Injectable } from '@nestjs/common';
import type { UnitOfWork } from '../../../platform/database/unit-of-work.js';

/** What the lines of an opportunity come to. */
@Injectable()
export class OpportunityLines {
  /** Sum of the lines in whole Rial. */
  async sum(uow: UnitOfWork, opportunityId: string): Promise<string> {
    const row = await uow.one<{ total: string }>(
      'select coalesce(sum(total), 0)::bigint as total from opportunity_lines where opportunity_id = $1 and deleted_at is null',
      [opportunityId],
    );
    return row?.total ?? '0';
  }
}
