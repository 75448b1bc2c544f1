import type { Stage } from '~/api/pipelines';

/** A stage as it is written: the whole ordered list goes to the pipeline at once. */
export interface StageSpec {
  /** Absent: a new stage. */
  id?: string;
  name: string;
  probabilityPercent: number;
  rottenAfterDays: number | null;
  requiredFields: string[];
  tone: string | null;
}

export const FEWEST_STAGES = 3;
export const MOST_STAGES = 7;

export function specOf(stage: Stage): StageSpec {
  const { id, name, probabilityPercent, rottenAfterDays, requiredFields, tone } = stage;
  return { id, name, probabilityPercent, rottenAfterDays, requiredFields, tone };
}

/** The list with one stage replaced, or added when it is new: before the last one, which usually closes. */
export function withStage(specs: readonly StageSpec[], spec: StageSpec): StageSpec[] {
  if (!spec.id) return [...specs, spec];
  return specs.map((other) => (other.id === spec.id ? spec : other));
}

export function inOrder(specs: readonly StageSpec[], ids: readonly string[]): StageSpec[] {
  return [...specs].sort((a, b) => ids.indexOf(a.id ?? '') - ids.indexOf(b.id ?? ''));
}

/** Stages of a new pipeline, to be renamed. */
export function firstStages(names: readonly string[]): StageSpec[] {
  return names.map((name, at) => ({
    name,
    probabilityPercent: Math.round(((at + 1) / (names.length + 1)) * 100),
    rottenAfterDays: 14,
    requiredFields: [],
    tone: null,
  }));
}
