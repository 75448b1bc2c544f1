import { Injectable } from '@nestjs/common';
import { clock } from '../../../platform/context/clock.js';
import type { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { Problem } from '../../../platform/errors/problem.js';

/** Cards of a column besides the one that moves; row-level security leaves those that the caller sees. */
const OTHERS = `opportunities t where t.stage_id = $1 and t.id <> $2 and t.status = 'open' and t.deleted_at is null`;

/** Gives a card its rank: the smallest is on top, and there is always room between two neighbours. */
@Injectable()
export class BoardRanks {
  /** The rank above every card of the column. */
  async top(uow: UnitOfWork, id: string, stageId: string): Promise<string> {
    const [first] = await uow.query<{ rank: string }>(
      `select least(t.board_rank - 1, $3::numeric) as rank from ${OTHERS} order by t.board_rank, t.id limit 1`,
      [stageId, id, -clock.now().getTime()],
    );
    return first?.rank ?? String(-clock.now().getTime());
  }

  /**
   * The rank just below a card of the same column.
   * @throws Problem 422 when `afterId` is not a card of the column that the caller sees
   */
  async below(uow: UnitOfWork, id: string, stageId: string, afterId: string): Promise<string> {
    const [above] = await uow.query<{ rank: string }>(`select t.board_rank as rank from ${OTHERS} and t.id = $3`, [
      stageId,
      id,
      afterId,
    ]);
    if (!above) throw Problem.rule('record.rule', [{ path: 'afterId', code: 'link.notFound' }]);
    const [place] = await uow.query<{ next: string; middle: string; fits: boolean }>(
      `select n.rank as next, m.middle, m.middle > $4::numeric and m.middle < n.rank as fits
       from (select t.board_rank as rank from ${OTHERS} and (t.board_rank, t.id) > ($4::numeric, $3::uuid)
             order by t.board_rank, t.id limit 1) n,
         lateral (select round(($4::numeric + n.rank) / 2, 4) as middle) m`,
      [stageId, id, afterId, above.rank],
    );
    if (!place) return this.add(uow, above.rank, '1');
    if (place.fits) return place.middle;
    await this.makeRoom(uow, id, stageId, afterId, above.rank);
    return this.add(uow, place.next, '-0.5');
  }

  /**
   * Lifts the cards from `afterId` upwards as far as they stand too close, as those of one import do, so that a whole
   * step is free below it. Nobody's save gets stale by it: the versions stay.
   */
  private async makeRoom(uow: UnitOfWork, id: string, stageId: string, afterId: string, rank: string): Promise<void> {
    await uow.elevated('room on the board', () =>
      uow.execute(
        `with above as (
           select t.id, $4::numeric - row_number() over (order by t.board_rank desc, t.id desc) as highest
           from ${OTHERS} and (t.board_rank, t.id) <= ($4::numeric, $3::uuid)
         )
         update opportunities o set board_rank = above.highest
         from above where o.id = above.id and o.board_rank > above.highest`,
        [stageId, id, afterId, rank],
      ),
    );
  }

  private async add(uow: UnitOfWork, rank: string, step: string): Promise<string> {
    const row = await uow.one<{ rank: string }>('select $1::numeric + $2::numeric as rank', [rank, step]);
    return row?.rank as string;
  }
}
