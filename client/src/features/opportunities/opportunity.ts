import type { RecordBase } from '~/api/records';
import type { Money } from '~/lib/format';

export type OpportunityStatus = 'open' | 'won' | 'lost';

/** A possible sale, as the API gives it. */
export interface Opportunity extends RecordBase {
  name: string;
  accountId: string | null;
  contactId: string | null;
  pipelineId: string;
  stageId: string;
  amount: Money | null;
  amountFromLines: boolean;
  probabilityPercent: number | null;
  weightedAmount: Money | null;
  expectedCloseOn: string | null;
  status: OpportunityStatus;
  closedOn: string | null;
  lossReasonId: string | null;
  lossNote: string | null;
  lostToId: string | null;
  wonReason: string | null;
  competitorIds: string[];
  stageEnteredAt: string;
  lastActivityAt: string | null;
  nextStepAt: string | null;
}

/** What the actions need to know of an opportunity, wherever it is shown. */
export interface Movable {
  id: string;
  version: number;
  name: string | null;
  stageId: string;
}

/** Whether something is planned for an open opportunity. */
export type NextStep = 'none' | 'overdue' | 'planned';

export function nextStepOf(nextStepAt: string | null, now: number = Date.now()): NextStep {
  if (!nextStepAt) return 'none';
  return Date.parse(nextStepAt) < now ? 'overdue' : 'planned';
}

const DAY_MS = 86_400_000;

/** Whole days since an instant. */
export function daysSince(instant: string, now: number = Date.now()): number {
  return Math.max(0, Math.floor((now - Date.parse(instant)) / DAY_MS));
}

/** Whether an open opportunity has lain untouched for longer than its stage allows; the server's own rule. */
export function isRotten(
  opportunity: Pick<Opportunity, 'status' | 'stageEnteredAt' | 'lastActivityAt'>,
  rottenAfterDays: number | null | undefined,
  now: number = Date.now(),
): boolean {
  if (opportunity.status !== 'open' || !rottenAfterDays) return false;
  const touched = Math.max(
    Date.parse(opportunity.stageEnteredAt),
    opportunity.lastActivityAt ? Date.parse(opportunity.lastActivityAt) : 0,
  );
  return now - touched > rottenAfterDays * DAY_MS;
}
