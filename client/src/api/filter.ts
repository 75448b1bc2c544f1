/** The one filter language, as the API reads it. */
export type FilterOp =
  | 'eq'
  | 'ne'
  | 'lt'
  | 'lte'
  | 'gt'
  | 'gte'
  | 'in'
  | 'nin'
  | 'contains'
  | 'startsWith'
  | 'empty'
  | 'notEmpty'
  | 'between'
  | 'within';

export type FilterScalar = string | number | boolean | null;
export type Duration = Partial<Record<'days' | 'weeks' | 'months' | 'years' | 'hours' | 'minutes', number>>;
export type FilterValue =
  | FilterScalar
  | FilterScalar[]
  | { me: true }
  | { period: string }
  | { ago: Duration }
  | { in: Duration };

export interface FilterLeaf {
  field: string;
  op: FilterOp;
  value?: FilterValue;
  /** Resource of records that point here; the condition is then on a figure of theirs. */
  related?: string;
  agg?: string;
  /** Which of the related records count. */
  where?: Filter;
}
export interface AndGroup {
  and: Filter[];
}
export interface OrGroup {
  or: Filter[];
}
export interface NotGroup {
  not: Filter;
}
export type Filter = FilterLeaf | AndGroup | OrGroup | NotGroup;

export function isLeaf(filter: Filter): filter is FilterLeaf {
  return 'field' in filter || 'related' in filter;
}

/** Whether an unknown value (from the address bar, say) has the form of a filter; the server checks the fields. */
export function isFilter(value: unknown): value is Filter {
  if (typeof value !== 'object' || value === null) return false;
  if ('and' in value) return Array.isArray(value.and) && value.and.every(isFilter);
  if ('or' in value) return Array.isArray(value.or) && value.or.every(isFilter);
  if ('not' in value) return isFilter(value.not);
  const isPlaced = ('field' in value && typeof value.field === 'string') || 'related' in value;
  return isPlaced && 'op' in value && typeof value.op === 'string';
}

/** Joins filters with «and»; undefined parts are left out. */
export function allOf(...filters: Array<Filter | undefined>): Filter | undefined {
  const parts = filters.filter((filter) => filter !== undefined);
  return parts.length > 1 ? { and: parts } : parts[0];
}
