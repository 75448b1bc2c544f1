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
  related?: string;
  agg?: string;
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
  return 'field' in filter;
}

/** Whether an unknown value (from the address bar, say) has the form of a filter; the server checks the fields. */
export function isFilter(value: unknown): value is Filter {
  if (typeof value !== 'object' || value === null) return false;
  if ('and' in value) return Array.isArray(value.and) && value.and.every(isFilter);
  if ('or' in value) return Array.isArray(value.or) && value.or.every(isFilter);
  if ('not' in value) return isFilter(value.not);
  return 'field' in value && typeof value.field === 'string' && 'op' in value && typeof value.op === 'string';
}

/** Joins filters with «and»; undefined parts are left out. */
export function allOf(...filters: Array<Filter | undefined>): Filter | undefined {
  const parts = filters.filter((filter) => filter !== undefined);
  return parts.length > 1 ? { and: parts } : parts[0];
}
