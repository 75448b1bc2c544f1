import { rial, type RialValue } from '../rial.js';

/** Closed opportunities that were in a stage within the last year, and how many of them were won. */
export interface StageHistory {
  readonly stageId: string;
  readonly closed: number;
  readonly won: number;
}

/** Open opportunities of one stage that shall close in one Jalali month; `late` for those whose day has passed. */
export interface ExpectedRow {
  /** `1405-08` */
  readonly month: string;
  readonly stageId: string;
  readonly late: boolean;
  readonly count: number;
  readonly amount: string;
  readonly weighted: string;
}

export interface WonRow {
  readonly month: string;
  readonly count: number;
  readonly amount: string;
}

export interface ForecastMonth {
  readonly month: string;
  readonly won: number;
  readonly wonAmount: RialValue | null;
  readonly open: number;
  readonly openAmount: RialValue | null;
  /** Open amount times the probability of each opportunity. */
  readonly weightedAmount: RialValue | null;
  /** Open amount times the share that was won, of those that had come so far. */
  readonly historicalAmount: RialValue | null;
  /** Won already, and what the probabilities expect. */
  readonly byProbability: RialValue | null;
  /** Won already, and what history expects. */
  readonly byHistory: RialValue | null;
  /** Of the open ones, past their day. */
  readonly late: number;
}

/** With fewer closed opportunities a stage's history says too little, and the plan's probability stands in. */
export const LEAST_HISTORY = 10;

/**
 * The forecast of each month (R32).
 *
 * @param probabilities planned probability of each stage, 0..100
 */
export function forecastOf(
  months: readonly string[],
  expected: readonly ExpectedRow[],
  won: readonly WonRow[],
  history: readonly StageHistory[],
  probabilities: ReadonlyMap<string, number>,
): ForecastMonth[] {
  const rates = new Map(history.filter(({ closed }) => closed >= LEAST_HISTORY).map((stage) => [stage.stageId, stage]));
  const historical = (row: ExpectedRow): bigint => {
    const rate = rates.get(row.stageId);
    if (rate) return (BigInt(row.amount) * BigInt(rate.won) + BigInt(rate.closed) / 2n) / BigInt(rate.closed);
    return (BigInt(row.amount) * BigInt(Math.round((probabilities.get(row.stageId) ?? 0) * 100)) + 5_000n) / 10_000n;
  };
  return months.map((month) => {
    const rows = expected.filter((row) => row.month === month);
    const done = won.find((row) => row.month === month);
    const add = (value: (row: ExpectedRow) => bigint) => rows.reduce((sum, row) => sum + value(row), 0n);
    const wonAmount = BigInt(done?.amount ?? 0);
    const weighted = add((row) => BigInt(row.weighted));
    const byPast = add(historical);
    return {
      month,
      won: done?.count ?? 0,
      wonAmount: rial(wonAmount.toString()),
      open: rows.reduce((sum, { count }) => sum + count, 0),
      openAmount: rial(add((row) => BigInt(row.amount)).toString()),
      weightedAmount: rial(weighted.toString()),
      historicalAmount: rial(byPast.toString()),
      byProbability: rial((wonAmount + weighted).toString()),
      byHistory: rial((wonAmount + byPast).toString()),
      late: rows.reduce((sum, { count, late }) => (late ? sum + count : sum), 0),
    };
  });
}
