import { rial, type RialValue } from '../rial.js';
import { isRotten, nextStepMark, type NextStepMark } from './card-marks.js';

/** A stage as the board needs it. */
export interface BoardStage {
  readonly id: string;
  readonly pipelineId: string;
  readonly name: string;
  readonly tone: string | null;
  readonly probabilityPercent: string;
  readonly requiredFields: readonly string[];
  readonly rottenAfterDays: number | null;
}

export interface StageSums {
  readonly count: number;
  readonly amount: string | null;
  readonly weighted: string | null;
}

export interface CardRow {
  readonly id: string;
  readonly version: number;
  readonly stageId: string;
  readonly name: string | null;
  readonly accountId: string | null;
  readonly accountName: string | null;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly amount: string | null;
  readonly probabilityPercent: string | null;
  readonly expectedCloseOn: string | null;
  readonly stageEnteredAt: string;
  readonly nextStepAt: string | null;
  readonly lastActivityAt: string | null;
  readonly tags: string[] | null;
}

/** What a card shows. */
export interface BoardCard {
  readonly id: string;
  readonly version: number;
  readonly name: string | null;
  readonly accountId: string | null;
  readonly accountName: string | null;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly amount: RialValue | null;
  readonly probabilityPercent: number | null;
  readonly expectedCloseOn: string | null;
  /** Whole days in this stage. */
  readonly stageDays: number;
  /** Nothing has happened for longer than the stage allows. */
  readonly rotten: boolean;
  readonly nextStep: NextStepMark;
  readonly nextStepAt: string | null;
  readonly tags: readonly string[];
}

export interface BoardColumn {
  readonly stageId: string;
  readonly name: string;
  readonly tone: string | null;
  readonly probabilityPercent: number;
  /** Fields that must be filled before a card may enter. */
  readonly requiredFields: readonly string[];
  readonly count: number;
  /** Null when the caller may not read amounts. */
  readonly sum: RialValue | null;
  readonly weightedSum: RialValue | null;
  /** Whether there are cards beyond those shown; `GET /opportunities` filtered by stage lists them all. */
  readonly hasMore: boolean;
  readonly cards: readonly BoardCard[];
}

export interface Board {
  readonly pipelineId: string;
  readonly columns: readonly BoardColumn[];
}

const DAY_MS = 86_400_000;

/** The card of a row, as seen at `nowMs`. */
export function cardOf(row: CardRow, rottenAfterDays: number | null, nowMs: number): BoardCard {
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    accountId: row.accountId,
    accountName: row.accountName,
    ownerId: row.ownerId,
    ownerName: row.ownerName,
    amount: rial(row.amount),
    probabilityPercent: row.probabilityPercent === null ? null : Number(row.probabilityPercent),
    expectedCloseOn: row.expectedCloseOn,
    stageDays: Math.max(0, Math.floor((nowMs - Date.parse(row.stageEnteredAt)) / DAY_MS)),
    rotten: isRotten(row.stageEnteredAt, row.lastActivityAt, rottenAfterDays, nowMs),
    nextStep: nextStepMark(row.nextStepAt, nowMs),
    nextStepAt: row.nextStepAt,
    tags: row.tags ?? [],
  };
}
