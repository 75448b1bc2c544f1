import { Injectable } from '@nestjs/common';
import { DataDoor } from '../../../platform/database/data-door.js';
import { recordTypes } from '../../../platform/records/record-type.js';
import { RecordReader } from '../../../platform/records/record-reader.js';
import { Opportunity } from './opportunity.entity.js';

/** One step of an opportunity's way: made, moved, won, lost or reopened. */
export interface StageMove {
  readonly fromStageId: string | null;
  readonly toStageId: string;
  readonly fromStatus: string | null;
  readonly toStatus: string;
  /** Instant. */
  readonly at: string;
  readonly by: string | null;
  readonly amount: { readonly amount: string; readonly currency: 'IRR' } | null;
}

/** The history of an opportunity through its stages. */
@Injectable()
export class StageMoves {
  constructor(
    private readonly door: DataDoor,
    private readonly reader: RecordReader,
  ) {}

  /** Oldest first. @throws Problem 404 */
  of(id: string): Promise<StageMove[]> {
    return this.door.read(async (uow) => {
      await this.reader.get(uow, recordTypes.of(Opportunity), id);
      const mayReadAmount = uow.principal.mayRead('opportunity', 'amount');
      return uow.query<StageMove>(
        `select m.from_stage_id as "fromStageId", m.to_stage_id as "toStageId", m.from_status as "fromStatus",
           m.to_status as "toStatus", m.at, m.by,
           case when m.amount is not null and $2 then json_build_object('amount', m.amount::text, 'currency', 'IRR') end as amount
         from opportunity_stage_moves m where m.opportunity_id = $1 order by m.at, m.id`,
        [id, mayReadAmount],
      );
    });
  }
}
