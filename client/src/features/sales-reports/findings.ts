import type { FunnelStage, OwnerFigures, Share, StageTime, Summary } from './report-types';

/** What a picture shows above all; the words are `findings.<key>` with `params`. */
export interface Finding {
  key: string;
  params?: Record<string, string | number>;
}

/** Fewer cases than this say nothing about a rate. */
const ENOUGH = 5;

/** The stage after which the smallest share goes on. */
export function weakestStage(stages: readonly FunnelStage[]): FunnelStage | undefined {
  return stages
    .filter((stage) => stage.conversion !== null && stage.reached >= ENOUGH)
    .reduce<FunnelStage | undefined>(
      (worst, stage) => (!worst || (stage.conversion ?? 1) < (worst.conversion ?? 1) ? stage : worst),
      undefined,
    );
}

/** The stage in which opportunities stay longest, by the median. */
export function slowestStage(stages: readonly StageTime[]): StageTime | undefined {
  return stages
    .filter((stage) => stage.medianDays !== null && stage.stays > 0)
    .reduce<StageTime | undefined>(
      (slowest, stage) => (!slowest || (stage.medianDays ?? 0) > (slowest.medianDays ?? 0) ? stage : slowest),
      undefined,
    );
}

/** The part with the most cases; parts without a name do not count. */
export function largestShare(shares: readonly Share[]): Share | undefined {
  return shares
    .filter((share) => share.key !== null && share.count > 0)
    .reduce<Share | undefined>((top, share) => (!top || share.count > top.count ? share : top), undefined);
}

/** Whoever won the most. */
export function bestOwner(owners: readonly OwnerFigures[]): OwnerFigures | undefined {
  return owners
    .filter((owner) => owner.name !== null && Number(owner.wonAmount?.amount ?? 0) > 0)
    .reduce<OwnerFigures | undefined>(
      (best, owner) => (!best || amountOf(owner.wonAmount) > amountOf(best.wonAmount) ? owner : best),
      undefined,
    );
}

export interface MonthPair {
  /** Jalali month, 1 to 12. */
  month: number;
  /** Won amount in Rial, this year and the year before. */
  current: number;
  before: number;
}

/** Twelve Jalali months of a year beside those of the year before. */
export function monthPairs(groups: NonNullable<Summary['groups']>, year: number): MonthPair[] {
  const won = new Map(groups.map((group) => [group.key ?? '', amountOf(group.wonAmount)]));
  return Array.from({ length: 12 }, (_, at) => {
    const month = at + 1;
    const key = (jy: number) => `${jy}-${String(month).padStart(2, '0')}`;
    return { month, current: won.get(key(year)) ?? 0, before: won.get(key(year - 1)) ?? 0 };
  });
}

/** Growth against last year over the months up to `month`, 0.18 for 18 per cent more; null without a last year. */
export function growthUntil(pairs: readonly MonthPair[], month: number): number | null {
  const past = pairs.filter((pair) => pair.month <= month);
  const before = past.reduce((sum, pair) => sum + pair.before, 0);
  if (before === 0) return null;
  return past.reduce((sum, pair) => sum + pair.current, 0) / before - 1;
}

/** A whole number of Rial for drawing; sums are never made of it. */
export function amountOf(money: { amount: string } | null | undefined): number {
  return Number(money?.amount ?? 0);
}
