/** One step of an opportunity's way, as the API gives it. */
export interface StageMove {
  fromStageId: string | null;
  toStageId: string;
  fromStatus: string | null;
  toStatus: string;
  at: string;
  by: string | null;
}

export interface StageStay {
  stageId: string;
  /** Milliseconds in the stage, all stays together. */
  ms: number;
  isNow: boolean;
}

/** How long an opportunity was in each stage while it was open, in the order it first came there. */
export function staysOf(moves: readonly StageMove[], now: number): StageStay[] {
  const stays = new Map<string, StageStay>();
  moves.forEach((move, at) => {
    if (move.toStatus !== 'open') return;
    const next = moves[at + 1];
    const until = next ? Date.parse(next.at) : now;
    const stay = stays.get(move.toStageId) ?? { stageId: move.toStageId, ms: 0, isNow: false };
    stays.set(move.toStageId, {
      ...stay,
      ms: stay.ms + Math.max(0, until - Date.parse(move.at)),
      isNow: next === undefined,
    });
  });
  return [...stays.values()];
}

/** What a move was: the key of its words. */
export function kindOf(move: StageMove): 'created' | 'moved' | 'won' | 'lost' | 'reopened' {
  if (move.fromStatus === null) return 'created';
  if (move.fromStatus === move.toStatus) return 'moved';
  if (move.toStatus === 'won') return 'won';
  return move.toStatus === 'lost' ? 'lost' : 'reopened';
}
