/** Names that a program reading records by name would stumble over. */
const OF_JAVASCRIPT = new Set(
  [
    ...Object.getOwnPropertyNames(Object.prototype),
    'prototype',
    'arguments',
    'caller',
    'null',
    'undefined',
    'true',
    'false',
    'NaN',
    'Infinity',
    'then',
    'toJSON',
  ].map((name) => name.toLowerCase()),
);

/** Words of SQL that reports and exports of other programs can't take for a column. */
const OF_SQL = new Set(
  `all alter analyse analyze and any array as asc asymmetric begin between both by case cast check collate column commit
  constraint create cross current_date current_role current_time current_timestamp current_user database deallocate declare
  default deferrable delete desc distinct do drop else end except exec execute exists false fetch for foreign from function
  grant group having if in index initially inner insert intersect into is join key lateral leading left like limit localtime
  not null offset on only or order outer placing primary procedure references returning revoke right rollback row rows select
  session_user set some symmetric table then to trailing trigger true truncate union unique update user using values variadic
  view when where window with`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Why a name of a field or a record type is refused. */
export interface NameFault {
  readonly code: 'customName.form' | 'customName.tooLong' | 'customName.reserved';
  readonly params?: Record<string, unknown>;
}

/** Longest name; its column, with a mark for each capital, stays below the 63 bytes of Postgres. */
export const MAX_NAME = 40;
const MAX_COLUMN = 53;

/** Checks the form of a name: `fleetSize`. Undefined when it will do. */
export function nameFault(name: string): NameFault | undefined {
  const column = name.replace(/[A-Z]/g, (letter) => `_${letter}`);
  if (name.length > MAX_NAME || column.length > MAX_COLUMN)
    return { code: 'customName.tooLong', params: { max: MAX_NAME } };
  const word = name.toLowerCase();
  if (OF_JAVASCRIPT.has(word) || OF_SQL.has(word)) return { code: 'customName.reserved', params: { name } };
  if (!/^[a-z][a-zA-Z0-9]*$/.test(name)) return { code: 'customName.form' };
  return undefined;
}
