import type { RecordBase } from '~/api/records';

/** Gives the leads that its filter lets through to its people in turn. */
export interface AssignmentRule extends RecordBase {
  name: string;
  position: number;
  active: boolean;
  /** Null takes every lead. */
  filter: unknown;
  assigneeIds: string[];
}

/** A rule that is being written; without an id it is new. */
export interface RuleDraft {
  id?: string;
  version?: number;
  name: string;
  active: boolean;
  filter: unknown;
  assigneeIds: string[];
}

export function emptyRule(): RuleDraft {
  return { name: '', active: true, filter: null, assigneeIds: [] };
}
