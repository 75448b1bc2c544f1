import { rial, type RialValue } from '../rial.js';
import { share } from './measures.js';

export interface FunnelStageRow {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  readonly tone: string | null;
}

/** Opportunities of one kind: how far they came, where they are and how they stand. */
export interface FunnelRow {
  /** Position of the furthest stage that they were in. */
  readonly top: number;
  readonly stageId: string;
  readonly status: 'open' | 'won' | 'lost';
  readonly count: number;
  readonly amount: string;
  readonly weighted: string;
}

export interface FunnelStage {
  readonly stageId: string;
  readonly name: string;
  readonly tone: string | null;
  /** Open in this stage now. */
  readonly open: number;
  readonly openAmount: RialValue | null;
  readonly weightedAmount: RialValue | null;
  /** Ever came here or further. */
  readonly reached: number;
  /** Share of those that went on to the next stage, or were won after the last: 0..1; null when none came. */
  readonly conversion: number | null;
  /** Lost while in this stage. */
  readonly lost: number;
  readonly lostAmount: RialValue | null;
}

/** The funnel of a pipeline from what came how far (R28, R29). */
export function funnelOf(
  stages: readonly FunnelStageRow[],
  rows: readonly FunnelRow[],
): { stages: FunnelStage[]; won: number } {
  const count = (wanted: (row: FunnelRow) => boolean) =>
    rows.reduce((sum, row) => (wanted(row) ? sum + row.count : sum), 0);
  const total = (wanted: (row: FunnelRow) => boolean, value: 'amount' | 'weighted') =>
    rial(rows.reduce((sum, row) => (wanted(row) ? sum + BigInt(row[value]) : sum), 0n).toString());
  const won = count(({ status }) => status === 'won');
  // A won one has been through everything, also when it jumped over stages.
  const reached = stages.map(({ position }) => count(({ status, top }) => status === 'won' || top >= position));
  return {
    won,
    stages: stages.map(({ id, name, tone }, i) => {
      const open = (row: FunnelRow) => row.status === 'open' && row.stageId === id;
      const lost = (row: FunnelRow) => row.status === 'lost' && row.stageId === id;
      return {
        stageId: id,
        name,
        tone,
        open: count(open),
        openAmount: total(open, 'amount'),
        weightedAmount: total(open, 'weighted'),
        reached: reached[i] as number,
        conversion: share(reached[i + 1] ?? won, reached[i] as number),
        lost: count(lost),
        lostAmount: total(lost, 'amount'),
      };
    }),
  };
}

/** How many prospects one sale needs at the top (R31). */
export const PROSPECTS_PER_SALE = 10;

export interface TopOfFunnel {
  /** Open in the first stage. */
  readonly open: number;
  /** Sales in a month, as the last three went; with one decimal. */
  readonly wonPerMonth: number;
  readonly needed: number;
  /** True when there are fewer than the coming month's sales need. */
  readonly alarm: boolean;
}

/** Whether the top of the funnel is full enough for the sales to go on: ten prospects for each sale of a month. */
export function topOfFunnel(open: number, wonInThreeMonths: number): TopOfFunnel {
  const wonPerMonth = Math.round((wonInThreeMonths / 3) * 10) / 10;
  const needed = Math.ceil((wonInThreeMonths * PROSPECTS_PER_SALE) / 3);
  return { open, wonPerMonth, needed, alarm: open < needed };
}
