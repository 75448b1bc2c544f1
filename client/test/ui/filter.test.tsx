import { describe, expect, it } from 'vitest';
import { isFilter } from '~/api/filter';
import type { FieldInfo } from '~/api/record-types';
import { translator } from '~/i18n';
import { describeLeaf } from '~/ui/filter/describe-leaf';
import { cleanFilter, countLeaves } from '~/ui/filter/tree';
import { newLeaf, operatorsOf, withOperator } from '~/ui/filter/operators';
import { filterOf, groupOf, withPart } from '~/ui/filter/tree';

const amount: FieldInfo = { name: 'amount', type: 'money', label: { fa: 'مبلغ', en: 'Amount' } };
const status: FieldInfo = {
  name: 'status',
  type: 'choice',
  label: { fa: 'وضعیت', en: 'Status' },
  choices: [{ value: 'open', label: { fa: 'جاری', en: 'Open' } }],
};
const closeOn: FieldInfo = { name: 'expectedCloseOn', type: 'date', label: { fa: 'تاریخ بستن', en: 'Close date' } };
const fields = [amount, status, closeOn];
const say = () => translator('fa', ['records', 'common']);

describe('building a filter', () => {
  it('starts a condition with the likeliest operator of its type', () => {
    expect(newLeaf(closeOn)).toEqual({ field: 'expectedCloseOn', op: 'within', value: { period: 'thisJalaliMonth' } });
    expect(newLeaf(status)).toEqual({ field: 'status', op: 'in', value: [] });
    expect(newLeaf(amount)).toEqual({ field: 'amount', op: 'gte' });
    expect(operatorsOf(amount)).not.toContain('contains');
  });

  it('keeps the value only where it still fits', () => {
    const leaf = { field: 'amount', op: 'gte', value: '500' } as const;
    expect(withOperator(leaf, amount, 'lte')).toEqual({ field: 'amount', op: 'lte', value: '500' });
    expect(withOperator(leaf, amount, 'between')).toEqual({ field: 'amount', op: 'between' });
    expect(withOperator(leaf, amount, 'empty')).toEqual({ field: 'amount', op: 'empty' });
  });

  it('sends conditions that have a value, and nothing of empty groups', () => {
    const open = { field: 'status', op: 'in', value: ['open'] } as const;
    const filter = {
      and: [
        open,
        { field: 'amount', op: 'gte' },
        { or: [{ field: 'status', op: 'in', value: [] }] },
        { field: 'amount', op: 'notEmpty' },
      ],
    } as never;
    expect(cleanFilter(filter, fields)).toEqual({ and: [open, { field: 'amount', op: 'notEmpty' }] });
    expect(cleanFilter({ and: [open] } as never, fields)).toEqual(open);
    expect(cleanFilter({ and: [{ field: 'amount', op: 'gte' }] }, fields)).toBeUndefined();
  });

  it('keeps nested groups, «none of» among them', () => {
    const inner = {
      or: [
        { field: 'amount', op: 'gte', value: '1' },
        { field: 'amount', op: 'empty' },
      ],
    } as const;
    const filter = { and: [{ field: 'status', op: 'in', value: ['open'] }, inner, { not: inner }] } as never;
    expect(cleanFilter(filter, fields)).toEqual(filter);
    expect(countLeaves(filter)).toBe(5);
    expect(filterOf(groupOf({ not: inner } as never))).toEqual({ not: inner });
  });

  it('replaces and removes one part', () => {
    const group = groupOf({
      and: [
        { field: 'a', op: 'empty' },
        { field: 'b', op: 'empty' },
      ],
    });
    expect(filterOf(withPart(group, 0, undefined))).toEqual({ and: [{ field: 'b', op: 'empty' }] });
    expect(filterOf(withPart(group, 1, { field: 'c', op: 'empty' }))).toEqual({
      and: [
        { field: 'a', op: 'empty' },
        { field: 'c', op: 'empty' },
      ],
    });
  });

  it('says a condition in words', () => {
    const names = new Map<string, string>();
    expect(describeLeaf({ field: 'amount', op: 'gte', value: '5000000000' }, amount, say(), names)).toBe(
      'مبلغ حداقل ۵۰۰ میلیون تومان',
    );
    expect(describeLeaf({ field: 'status', op: 'in', value: ['open'] }, status, say(), names)).toBe('وضعیت: جاری');
    expect(describeLeaf({ field: 'expectedCloseOn', op: 'lt', value: '2026-11-21' }, closeOn, say(), names)).toBe(
      'تاریخ بستن پیش از ۱۴۰۵/۰۸/۳۰',
    );
  });

  it('knows a filter in the address from anything else', () => {
    expect(isFilter({ and: [{ field: 'a', op: 'eq', value: 1 }, { not: { field: 'b', op: 'empty' } }] })).toBe(true);
    expect(isFilter({ and: [{ field: 1 }] })).toBe(false);
    expect(isFilter('x')).toBe(false);
  });
});
