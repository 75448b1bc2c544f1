import { Injectable } from '@nestjs/common';
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
import { BoardRanks } from './board-ranks.js';
import { Opportunity } from './opportunity.entity.js';
import type { LoseBody, MoveBody, WinBody } from './opportunity-actions.dto.js';

/** The use cases of an opportunity's life: win, lose, reopen, move. */
@Injectable()
export class OpportunitiesService {
  constructor(
    private readonly door: DataDoor,
    private readonly writer: RecordWriter,
    private readonly ranks: BoardRanks,
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
  move(id: string, { stageId, afterId }: MoveBody, ifMatch?: number): Promise<RecordView> {
    return this.change(id, ifMatch, 'open', 'opportunity.closed', async (record, uow) => {
      const stage = await uow.one<{ pipelineId: string }>(
        'select pipeline_id as "pipelineId" from stages where id = $1 and deleted_at is null',
        [stageId],
      );
      if (!stage) throw Problem.rule('record.rule', [{ path: 'stageId', code: 'link.notFound' }]);
      if (stage.pipelineId !== record.pipelineId)
        throw Problem.rule('record.rule', [{ path: 'stageId', code: 'stage.notInPipeline' }]);
      const boardRank = afterId
        ? await this.ranks.below(uow, id, stageId, afterId)
        : await this.ranks.top(uow, id, stageId);
      return { stageId: stageId.toLowerCase(), boardRank };
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
