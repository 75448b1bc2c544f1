import type { FilterLeaf, FilterOp, FilterValue } from '~/api/filter';
import type { FieldInfo, FieldType } from '~/api/record-types';
import { placeOf } from './leaf-field';

/** How a condition's value is typed. */
export type ValueKind =
  | 'none'
  | 'text'
  | 'number'
  | 'money'
  | 'date'
  | 'choice'
  | 'choices'
  | 'boolean'
  | 'record'
  | 'period'
  | 'range';

const TEXT: readonly FilterOp[] = ['contains', 'eq', 'startsWith', 'empty', 'notEmpty'];
const NUMBER: readonly FilterOp[] = ['gte', 'lte', 'eq', 'between', 'empty', 'notEmpty'];
const DATE: readonly FilterOp[] = ['within', 'eq', 'lt', 'gt', 'between', 'empty', 'notEmpty'];
const CHOICE: readonly FilterOp[] = ['in', 'nin', 'empty', 'notEmpty'];

const OPERATORS: Partial<Record<FieldType, readonly FilterOp[]>> = {
  integer: NUMBER,
  decimal: NUMBER,
  percent: NUMBER,
  money: NUMBER,
  date: DATE,
  instant: DATE,
  choice: CHOICE,
  multiChoice: CHOICE,
  tags: ['contains', 'empty', 'notEmpty'],
  boolean: ['eq'],
  link: ['eq', 'ne', 'empty', 'notEmpty'],
  links: ['contains', 'empty', 'notEmpty'],
};

/** Operators that make sense for a field, the likeliest first. */
export function operatorsOf(field: FieldInfo): readonly FilterOp[] {
  return OPERATORS[field.type] ?? TEXT;
}

export function valueKindOf(field: FieldInfo, op: FilterOp): ValueKind {
  if (op === 'empty' || op === 'notEmpty') return 'none';
  if (op === 'within') return 'period';
  if (op === 'between') return 'range';
  switch (field.type) {
    case 'integer':
    case 'decimal':
    case 'percent':
      return 'number';
    case 'money':
      return 'money';
    case 'date':
    case 'instant':
      return 'date';
    case 'choice':
    case 'multiChoice':
      return op === 'in' || op === 'nin' ? 'choices' : 'choice';
    case 'boolean':
      return 'boolean';
    case 'link':
    case 'links':
      return 'record';
    default:
      return 'text';
  }
}

/** A new condition on a field, with its likeliest operator and no value yet. */
export function newLeaf(field: FieldInfo): FilterLeaf {
  const op = operatorsOf(field)[0] ?? 'eq';
  return op === 'within'
    ? { ...placeOf(field), op, value: { period: 'thisJalaliMonth' } }
    : withOperator({ ...placeOf(field), op }, field, op);
}

/** Changes the operator, keeping the value when it still has the right form. */
export function withOperator(leaf: FilterLeaf, field: FieldInfo, op: FilterOp): FilterLeaf {
  const kind = valueKindOf(field, op);
  const { value: _value, ...place } = leaf;
  if (kind === 'none') return { ...place, op };
  if (kind === valueKindOf(field, leaf.op) && leaf.value !== undefined) return { ...leaf, op };
  const initial: Partial<Record<ValueKind, FilterValue>> = {
    boolean: true,
    choices: [],
    period: { period: 'thisJalaliMonth' },
  };
  const value = initial[kind];
  return value === undefined ? { ...place, op } : { ...place, op, value };
}

/** Whether a condition has everything the server needs. */
export function isComplete(leaf: FilterLeaf, field: FieldInfo): boolean {
  const kind = valueKindOf(field, leaf.op);
  if (kind === 'none') return true;
  if (Array.isArray(leaf.value))
    return leaf.value.length > 0 && leaf.value.every((part) => part !== null && part !== '');
  return leaf.value !== undefined && leaf.value !== null && leaf.value !== '';
}
