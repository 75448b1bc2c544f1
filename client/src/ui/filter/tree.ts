import { type Filter, isLeaf } from '~/api/filter';
import type { FieldInfo } from '~/api/record-types';
import { fieldOfLeaf } from './leaf-field';
import { isComplete } from './operators';

export type GroupKind = 'and' | 'or' | 'not';

/** A group in one form, whichever key it has; `not` stands for «none of». */
export interface Group {
  kind: GroupKind;
  parts: Filter[];
}

export function groupOf(filter: Filter | undefined): Group {
  if (!filter) return { kind: 'and', parts: [] };
  if (isLeaf(filter)) return { kind: 'and', parts: [filter] };
  if ('and' in filter) return { kind: 'and', parts: filter.and };
  if ('or' in filter) return { kind: 'or', parts: filter.or };
  const inner = groupOf(filter.not);
  return { kind: 'not', parts: inner.kind === 'or' || inner.parts.length < 2 ? inner.parts : [filter.not] };
}

export function filterOf({ kind, parts }: Group): Filter {
  if (kind === 'and') return { and: parts };
  if (kind === 'or') return { or: parts };
  return { not: { or: parts } };
}

/** Replaces, or with undefined removes, one part. */
export function withPart(group: Group, index: number, part: Filter | undefined): Group {
  const parts = part ? group.parts.with(index, part) : group.parts.filter((_, at) => at !== index);
  return { ...group, parts };
}

/**
 * The filter to send: conditions without a value and empty groups are left out, and a group of one «and» part is that part.
 * Undefined when nothing is left.
 */
export function cleanFilter(filter: Filter | undefined, fields: readonly FieldInfo[]): Filter | undefined {
  if (!filter) return undefined;
  if (isLeaf(filter)) {
    const field = fieldOfLeaf(fields, filter);
    return !field || isComplete(filter, field) ? filter : undefined;
  }
  const group = groupOf(filter);
  const parts = group.parts.map((part) => cleanFilter(part, fields)).filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  if (parts.length === 1 && group.kind !== 'not') return parts[0];
  return filterOf({ kind: group.kind, parts });
}

/** Number of conditions, at every depth. */
export function countLeaves(filter: Filter | undefined): number {
  if (!filter) return 0;
  return isLeaf(filter) ? 1 : groupOf(filter).parts.reduce((sum, part) => sum + countLeaves(part), 0);
}
