import type { Principal } from '../access/principal.js';

/** `sql` when the caller may read the field, else a null of the same type: for view models that select by hand. */
export function ifReadable(principal: Principal, recordType: string, field: string, sql: string): string {
  return principal.mayRead(recordType, field) ? sql : `case when false then ${sql} end`;
}
