/** Whether something is planned: nothing, something that is late, or something ahead. */
export type NextStepMark = 'none' | 'overdue' | 'planned';

const DAY_MS = 86_400_000;

/** The mark of the next step, given the due time of the earliest open activity. */
export function nextStepMark(nextStepAt: string | null, nowMs: number): NextStepMark {
  if (nextStepAt === null) return 'none';
  return Date.parse(nextStepAt) < nowMs ? 'overdue' : 'planned';
}

/** An opportunity is rotten when neither a move nor an activity has touched it for more than the stage's days. */
export function isRotten(
  stageEnteredAt: string,
  lastActivityAt: string | null,
  afterDays: number | null,
  nowMs: number,
): boolean {
  if (afterDays === null) return false;
  const touched = Math.max(Date.parse(stageEnteredAt), lastActivityAt === null ? 0 : Date.parse(lastActivityAt));
  return nowMs - touched > afterDays * DAY_MS;
}
