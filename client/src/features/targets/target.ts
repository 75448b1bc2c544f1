import { toJalali, today } from '~/lib/calendar';
import type { RecordBase } from '~/api/records';
import type { Money } from '~/lib/format';

export type Metric = 'wonAmount' | 'wonCount' | 'activityCount';
export const METRICS: readonly Metric[] = ['wonAmount', 'wonCount', 'activityCount'];
export type Audience = 'user' | 'team' | 'orgUnit';
export const AUDIENCES: readonly Audience[] = ['user', 'team', 'orgUnit'];

/** What somebody, a team or a branch wants to reach in a period. */
export interface Target extends RecordBase {
  metric: Metric;
  period: string | null;
  audience: Audience;
  userId: string | null;
  teamId: string | null;
  amount: Money | null;
  count: number | null;
}

/** A target and how far it is; amounts in whole Rial, or pieces. */
export interface TargetProgress {
  target: Target;
  goal: string;
  reached: string;
  percent: number;
  remaining: string;
  neededPerWorkingDay: string | null;
  /** What an even pace would have reached by now. */
  expectedPercent: number;
  workingDays: number;
  workingDaysLeft: number;
}

const MONTH = /^(1[34]\d{2})-(0[1-9]|1[0-2])$/;

export function isMonth(text: unknown): text is string {
  return typeof text === 'string' && MONTH.test(text);
}

/** This Jalali month, as `1405-08`. */
export function thisMonth(): string {
  const { jy, jm } = toJalali(today());
  return `${jy}-${String(jm).padStart(2, '0')}`;
}

/** The month some months later or, with a negative number, earlier. */
export function shiftMonth(month: string, by: number): string {
  const [jy = 1400, jm = 1] = month.split('-').map(Number);
  const index = jy * 12 + (jm - 1) + by;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** Type and id of whoever the target is for. */
export function whoOf(target: Target): { type: 'user' | 'team' | 'orgUnit'; id: string | null } {
  if (target.audience === 'user') return { type: 'user', id: target.userId };
  if (target.audience === 'team') return { type: 'team', id: target.teamId };
  return { type: 'orgUnit', id: target.orgUnitId ?? null };
}
