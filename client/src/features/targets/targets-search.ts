import { isMonth } from './target';

export interface TargetsSearch {
  /** Jalali month `1405-08`; this month when absent. */
  month?: string | undefined;
}

export function targetsSearch(raw: Record<string, unknown>): TargetsSearch {
  return { month: isMonth(raw.month) ? raw.month : undefined };
}
