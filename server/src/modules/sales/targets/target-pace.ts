/** How a goal stands. Amounts are whole Rial, counts are pieces; all as texts of whole numbers. */
export interface Pace {
  readonly goal: string;
  readonly reached: string;
  /** 0.. with one decimal; above 100 when the goal is passed. */
  readonly percent: number;
  readonly remaining: string;
  /** What is needed on each working day that is left, rounded up; null when no day is left and something is missing. */
  readonly neededPerWorkingDay: string | null;
  /** What would be reached by now at an even pace, in percent of the goal. */
  readonly expectedPercent: number;
}

/** Works out the pace of a goal. */
export function paceOf(state: { goal: string; reached: string; workingDays: number; workingDaysLeft: number }): Pace {
  const [goal, reached] = [BigInt(state.goal), BigInt(state.reached)];
  const remaining = goal > reached ? goal - reached : 0n;
  const left = BigInt(state.workingDaysLeft);
  const needed = remaining === 0n ? 0n : left === 0n ? null : (remaining + left - 1n) / left;
  const passed = state.workingDays - state.workingDaysLeft;
  return {
    goal: state.goal,
    reached: state.reached,
    percent: Number((reached * 1000n) / goal) / 10,
    remaining: remaining.toString(),
    neededPerWorkingDay: needed === null ? null : needed.toString(),
    expectedPercent: state.workingDays === 0 ? 100 : Math.round((passed / state.workingDays) * 1000) / 10,
  };
}
