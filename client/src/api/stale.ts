import { ProblemError } from './problem';

/** A save that would overwrite someone else's: carries the record as it was, what was to be written, and what is there now. */
export class StaleSaveError extends Error {
  readonly base: Record<string, unknown>;
  readonly mine: Record<string, unknown>;
  readonly theirs: Record<string, unknown> & { version: number };
  /** Fields that both sides have changed. */
  readonly fields: readonly string[];

  constructor(
    base: Record<string, unknown>,
    mine: Record<string, unknown>,
    theirs: Record<string, unknown> & { version: number },
    fields: readonly string[],
  ) {
    super('stale save');
    this.name = 'StaleSaveError';
    this.base = base;
    this.mine = mine;
    this.theirs = theirs;
    this.fields = fields;
  }

  static isCause(error: unknown): boolean {
    return error instanceof ProblemError && error.isStale;
  }
}

/** Whether two field values of the API are the same; objects such as money are compared by content. */
export function sameValue(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (left == null || right == null) return left == null && right == null;
  return typeof left === 'object' && JSON.stringify(left) === JSON.stringify(right);
}
