import type { Money } from '~/lib/format';

/** The figures of a set of opportunities, as the reports give them. */
export interface Measures {
  count: number;
  open: number;
  won: number;
  lost: number;
  openAmount: Money | null;
  weightedAmount: Money | null;
  wonAmount: Money | null;
  lostAmount: Money | null;
  /** Won of closed, 0..1. */
  winRate: number | null;
  averageWon: Money | null;
  wonCycleDays: number | null;
  lostCycleDays: number | null;
}

export interface Summary {
  from: string | null;
  to: string | null;
  totals: Measures;
  groups?: Array<Measures & { key: string | null; label: string | null }>;
}

export interface FunnelStage {
  stageId: string;
  name: string;
  open: number;
  openAmount: Money | null;
  weightedAmount: Money | null;
  /** Opportunities that came at least this far. */
  reached: number;
  /** Share of them that went on, 0..1. */
  conversion: number | null;
  lost: number;
  lostAmount: Money | null;
}

export interface FunnelReport {
  pipelineId: string;
  from: string | null;
  to: string | null;
  count: number;
  won: number;
  conversion: number | null;
  stages: FunnelStage[];
  topOfFunnel: { open: number; wonPerMonth: number; needed: number; alarm: boolean };
}

export interface StageTime {
  stageId: string;
  name: string;
  stays: number;
  running: number;
  meanDays: number | null;
  medianDays: number | null;
}

export interface Share {
  key: string | null;
  label: string | null;
  count: number;
  amount: Money | null;
  share: number | null;
}

export interface LossReport {
  from: string | null;
  to: string | null;
  lost: number;
  lostAmount: Money | null;
  reasons: Share[];
  stages: Share[];
  competitors: Share[];
}

export interface ForecastMonth {
  /** Jalali month, `1405-08`. */
  month: string;
  won: number;
  wonAmount: Money | null;
  open: number;
  openAmount: Money | null;
  /** Open ones by probability. */
  weightedAmount: Money | null;
  /** Open ones by what was won of their stages within a year. */
  historicalAmount: Money | null;
  /** Won so far plus the open ones, in both ways. */
  byProbability: Money | null;
  byHistory: Money | null;
  late: number;
}

export interface ForecastReport {
  months: ForecastMonth[];
}

export interface OwnerFigures extends Measures {
  ownerId: string | null;
  name: string | null;
  activities: number;
  wonShare: number | null;
}

export interface OwnersReport {
  from: string | null;
  to: string | null;
  data: OwnerFigures[];
}
