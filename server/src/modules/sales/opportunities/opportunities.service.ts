import { Injectable } from '@nestjs/common';
import { Params, scopePredicate } from '../../../platform/access/scope-predicate.js';
import { DataDoor } from '../../../platform/database/data-door.js';
import type { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { Problem } from '../../../platform/errors/problem.js';
import { FieldFault } from '../../../platform/records/field-fault.js';
import { parseIsoDate } from '../../../platform/records/field-types.js';
import { parseValue } from '../../../platform/records/record-input.js';
import type { RecordValues } from '../../../platform/records/record-rules.js';
import { recordTypes } from '../../../platform/records/record-type.js';
import type { RecordView } from '../../../platform/records/record-view.js';
import { RecordWriter } from '../../../platform/records/record-writer.js';
import { Opportunity } from './opportunity.entity.js';
import type { LoseBody, MoveBody, WinBody } from './opportunity-actions.dto.js';

/** The use cases of an opportunity's life: win, lose, reopen, move. */
@Injectable()
export class OpportunitiesService {
  constructor(
    private readonly door: DataDoor,
    private readonly writer: RecordWriter,
  ) {}

  /** @throws Problem 403, 404, 409 `opportunity.closed`, 412, 422 */
  win(id: string, { closedOn, reason }: WinBody, ifMatch?: number): Promise<RecordView> {
    const values = { status: 'won', closedOn: day(closedOn), wonReason: text('wonReason', reason) };
    return this.change(id, ifMatch, 'open', 'opportunity.closed', () => values);
  }

  /** @throws Problem 403, 404, 409 `opportunity.closed`, 412, 422 */
  lose(id: string, body: LoseBody, ifMatch?: number): Promise<RecordView> {
    const { lossReasonId, competitorId, closedOn } = body;
    return this.change(id, ifMatch, 'open', 'opportunity.closed', ({ competitorIds }) => ({
      status: 'lost',
      closedOn: day(closedOn),
      lossReasonId: lossReasonId.toLowerCase(),
      lossNote: text('lossNote', body.note),
      lostToId: competitorId?.toLowerCase() ?? null,
      competitorIds: [
        ...new Set([...(competitorIds as string[]), ...(competitorId ? [competitorId.toLowerCase()] : [])]),
      ],
    }));
  }

  /** Back into the stage that it was closed in. @throws Problem 403, 404, 409 `opportunity.open`, 412, 422 */
  reopen(id: string, ifMatch?: number): Promise<RecordView> {
    return this.change(id, ifMatch, 'closed', 'opportunity.open', () => ({ status: 'open' }));
  }

  /** Into another stage, or another place of the same column. @throws Problem 403, 404, 409 `opportunity.closed`, 412, 422 */
  move(id: string, { stageId, position }: MoveBody, ifMatch?: number): Promise<RecordView> {
    return this.change(id, ifMatch, 'open', 'opportunity.closed', async (record, uow) => {
      const stage = await uow.one<{ pipelineId: string }>(
        'select pipeline_id as "pipelineId" from stages where id = $1 and deleted_at is null',
        [stageId],
      );
      if (!stage) throw Problem.rule('record.rule', [{ path: 'stageId', code: 'link.notFound' }]);
      if (stage.pipelineId !== record.pipelineId)
        throw Problem.rule('record.rule', [{ path: 'stageId', code: 'stage.notInPipeline' }]);
      const boardRank = await this.rankAt(uow, id, stageId, position ?? 0);
      return { stageId: stageId.toLowerCase(), ...(boardRank === undefined ? {} : { boardRank }) };
    });
  }

  private change(
    id: string,
    ifMatch: number | undefined,
    wanted: 'open' | 'closed',
    otherwise: string,
    values: (record: RecordValues, uow: UnitOfWork) => RecordValues | Promise<RecordValues>,
  ): Promise<RecordView> {
    return this.door.write(async (uow) => {
      const type = recordTypes.of(Opportunity);
      const record = await this.writer.lock(uow, type, id, false);
      await this.writer.mustReach(uow, type, id, 'edit');
      if ((record.status === 'open') !== (wanted === 'open')) throw Problem.conflict(otherwise);
      return this.writer.set(uow, type, id, await values(record, uow), { ifMatch });
    });
  }

  /** A rank between the cards that are around `position` now; undefined for the top of an empty column. */
  private async rankAt(uow: UnitOfWork, id: string, stageId: string, position: number): Promise<string | undefined> {
    const params = new Params();
    const [stage, card, offset] = [params.add(stageId), params.add(id), params.add(Math.max(position - 1, 0))];
    const scope = scopePredicate(recordTypes.of(Opportunity), 'view', uow.principal, 't', params);
    const around = await uow.query<{ rank: string }>(
      `select t.board_rank as rank from opportunities t
       where t.stage_id = ${stage} and t.id <> ${card} and t.status = 'open' and t.deleted_at is null${scope ? ` and ${scope}` : ''}
       order by t.board_rank, t.id offset ${offset} limit 2`,
      params.values,
    );
    const [first, second] = around.map(({ rank }) => Number(rank));
    if (first === undefined) return this.lastRank(uow, stageId, position);
    if (position === 0) return String(Math.min(first - 1, -Date.now()));
    return second === undefined ? String(first + 1) : ((first + second) / 2).toFixed(4);
  }

  /** Below every card, when the column is shorter than the wanted place. */
  private async lastRank(uow: UnitOfWork, stageId: string, position: number): Promise<string | undefined> {
    if (position === 0) return undefined;
    const row = await uow.one<{ rank: string | null }>(
      `select max(board_rank) as rank from opportunities where stage_id = $1 and status = 'open' and deleted_at is null`,
      [stageId],
    );
    return row?.rank ? String(Number(row.rank) + 1) : undefined;
  }
}

function day(value: string | undefined): string | null {
  if (value === undefined) return null;
  try {
    return parseIsoDate(value);
  } catch (error) {
    if (!(error instanceof FieldFault)) throw error;
    throw Problem.invalid('body.invalid', [{ path: 'closedOn', code: error.code, params: error.params }]);
  }
}

function text(name: string, value: string | undefined): unknown {
  if (value === undefined) return null;
  const field = recordTypes.of(Opportunity).fields.get(name);
  if (!field) return null;
  try {
    return parseValue(field, value);
  } catch (error) {
    if (!(error instanceof FieldFault)) throw error;
    throw Problem.invalid('body.invalid', [{ path: name, code: error.code, params: error.params }]);
  }
}
