import { Injectable } from '@nestjs/common';
import { clock } from '../../../platform/context/clock.js';
import { fromTehran, tehranDate } from '../../../platform/persian/index.js';
import type { RecordChange, RecordRules } from '../../../platform/records/record-rules.js';
import { OpportunityLines } from './opportunity-lines.js';
import { OpportunityPlacing, type PlacedStage } from './opportunity-placing.js';
import { weightedAmount } from './weighted-amount.js';

const RESULT_OF = { won: ['wonReason'], lost: ['lossReasonId', 'lossNote', 'lostToId'] } as const;

/** What holds for an opportunity on every write path (R23-R31). */
@Injectable()
export class OpportunityRules implements RecordRules {
  constructor(
    private readonly placing: OpportunityPlacing,
    private readonly lines: OpportunityLines,
  ) {}

  async beforeSave(change: RecordChange): Promise<void> {
    const { before, after, given } = change;
    if (!before) {
      after.status ??= 'open';
      after.amountFromLines ??= false;
      if (!given.has('engagedOn') && after.engagedOn === undefined) after.engagedOn = tehranDate(clock.now());
    }
    const stage = await this.placing.place(change);
    const moved = stage !== undefined && before?.stageId !== stage.id;
    if (moved) this.enter(change, stage);
    if (!before || before.status !== after.status) this.changeStatus(change, stage);
    if (before && after.amountFromLines) after.amount = await this.lines.sum(change.uow, change.id);
    after.weightedAmount = weightedAmount(after.amount, after.probabilityPercent);
  }

  private enter(change: RecordChange, stage: PlacedStage): void {
    const { before, after, given } = change;
    if (before && before.status !== 'open' && after.status === before.status)
      change.fault('stageId', 'opportunity.closed');
    const now = clock.now();
    // An undo brings its own: the card goes back to its place and has been there all the time.
    const untouched = (name: string) => after[name] === before?.[name] && !given.has(name);
    if (untouched('stageEnteredAt')) after.stageEnteredAt = (before ? now : enteredAt(after, now)).toISOString();
    if (untouched('boardRank')) after.boardRank = -now.getTime();
    if (!given.has('probabilityPercent')) after.probabilityPercent = stage.probabilityPercent;
  }

  private changeStatus(change: RecordChange, placed: PlacedStage | undefined): void {
    const { before, after, given } = change;
    for (const [status, fields] of Object.entries(RESULT_OF))
      if (after.status !== status) for (const field of fields) after[field] = null;
    if (after.status === 'open') {
      after.closedOn = null;
      after.closedAt = null;
      if (before && !given.has('probabilityPercent') && placed) after.probabilityPercent = placed.probabilityPercent;
      return;
    }
    this.close(change);
    after.probabilityPercent = after.status === 'won' ? 100 : 0;
  }

  private close({ before, after, given, fault }: RecordChange): void {
    const now = clock.now();
    const today = tehranDate(now);
    const closedOn = (after.closedOn as string | null | undefined) ?? today;
    after.closedOn = closedOn;
    if (!after.closedAt || after.closedAt === before?.closedAt)
      after.closedAt = (closedOn === today ? now : fromTehran(closedOn)).toISOString();
    if (closedOn > today) fault('closedOn', 'opportunity.closedInFuture');
    const engagedOn = after.engagedOn as string | null | undefined;
    if (!engagedOn || engagedOn <= closedOn) return;
    if (given.has('engagedOn')) fault('closedOn', 'opportunity.closedBeforeEngaged');
    else after.engagedOn = closedOn;
  }
}

/** An old opportunity that is noted only now has been in its stage since the talks began. */
function enteredAt({ engagedOn, closedOn }: RecordChange['after'], now: Date): Date {
  const since = (engagedOn ?? closedOn) as string | null | undefined;
  return since && since < tehranDate(now) ? fromTehran(since) : now;
}
