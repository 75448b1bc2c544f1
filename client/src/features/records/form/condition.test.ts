import { describe, expect, it } from 'vitest';
import type { Filter } from '~/api/filter';
import type { FieldInfo, FieldType } from '~/api/record-types';
import { isVisible, meets } from './condition';

const label = { fa: 'فیلد', en: 'Field' };
const field = (name: string, type: FieldType, more: Partial<FieldInfo> = {}): FieldInfo => ({
  name,
  type,
  label,
  ...more,
});
const fields = [
  field('name', 'text', { searchable: true }),
  field('note', 'text'),
  field('state', 'choice'),
  field('marks', 'multiChoice'),
  field('count', 'decimal'),
  field('price', 'money'),
  field('day', 'date'),
  field('at', 'instant'),
  field('isNew', 'boolean'),
  field('ownerId', 'link'),
];
const me = '0198a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b';
const values = {
  name: 'كارخانه مهر',
  note: 'Urgent',
  state: 'repair',
  marks: ['a', 'b'],
  count: 10,
  price: { amount: '900719925474099301', currency: 'IRR' },
  day: '2026-11-22',
  at: '2026-11-22T08:00:00Z',
  isNew: false,
  ownerId: me,
};
const look = (filter: Filter, held: Record<string, unknown> = values) =>
  meets(filter, { fields, values: held, userId: me });

/** Conditions, and whether the values above meet them. */
const VECTORS: ReadonlyArray<[Filter, boolean]> = [
  [{ field: 'state', op: 'eq', value: 'repair' }, true],
  [{ field: 'state', op: 'eq', value: 'new' }, false],
  [{ field: 'state', op: 'ne', value: 'new' }, true],
  [{ field: 'state', op: 'in', value: ['new', 'repair'] }, true],
  [{ field: 'state', op: 'nin', value: ['new', 'repair'] }, false],
  [{ field: 'marks', op: 'in', value: ['b', 'c'] }, true],
  [{ field: 'marks', op: 'nin', value: ['c'] }, true],
  [{ field: 'marks', op: 'eq', value: 'a' }, true],
  [{ field: 'name', op: 'contains', value: 'کارخانه' }, true],
  [{ field: 'name', op: 'startsWith', value: 'مهر' }, false],
  [{ field: 'note', op: 'contains', value: 'URG' }, true],
  [{ field: 'count', op: 'gt', value: 9 }, true],
  [{ field: 'count', op: 'lt', value: 9 }, false],
  [{ field: 'count', op: 'between', value: [10, 12] }, true],
  [{ field: 'count', op: 'eq', value: '10.0' }, true],
  [{ field: 'price', op: 'eq', value: '900719925474099300' }, false],
  [{ field: 'price', op: 'gt', value: '900719925474099300' }, true],
  [{ field: 'day', op: 'gte', value: '2026-11-22' }, true],
  [{ field: 'day', op: 'lt', value: '2026-11-22' }, false],
  [{ field: 'at', op: 'lt', value: '2026-11-22T11:31:00+03:30' }, true],
  [{ field: 'isNew', op: 'eq', value: false }, true],
  [{ field: 'ownerId', op: 'eq', value: { me: true } }, true],
  [{ field: 'note', op: 'empty' }, false],
  [{ field: 'note', op: 'notEmpty' }, true],
  [{ not: { field: 'state', op: 'eq', value: 'repair' } }, false],
  [
    {
      and: [
        { field: 'count', op: 'gt', value: 5 },
        { field: 'isNew', op: 'eq', value: true },
      ],
    },
    false,
  ],
  [
    {
      or: [
        { field: 'count', op: 'gt', value: 50 },
        { field: 'isNew', op: 'eq', value: false },
      ],
    },
    true,
  ],
];

/** Conditions, and whether an empty form meets them. */
const EMPTY: ReadonlyArray<[Filter, boolean]> = [
  [{ field: 'state', op: 'eq', value: 'new' }, false],
  [{ field: 'state', op: 'ne', value: 'new' }, true],
  [{ field: 'state', op: 'eq', value: null }, true],
  [{ field: 'state', op: 'in', value: ['new'] }, false],
  [{ field: 'state', op: 'nin', value: ['new'] }, true],
  [{ field: 'marks', op: 'empty' }, true],
  [{ field: 'count', op: 'lt', value: 9 }, false],
  [{ field: 'name', op: 'contains', value: 'م' }, false],
  [{ field: 'day', op: 'within', value: { period: 'today' } }, false],
];

describe('a condition over the values of a form', () => {
  it.each(VECTORS)('%j is %s', (filter, expected) => expect(look(filter)).toBe(expected));
  it.each(EMPTY)('%j of an empty form is %s', (filter, expected) => expect(look(filter, {})).toBe(expected));

  it('counts as met where only the server can tell, also under «not»', () => {
    const period: Filter = { field: 'day', op: 'within', value: { period: 'thisWeek' } };
    expect(look(period)).toBe(true);
    expect(look({ not: period })).toBe(true);
    expect(look({ and: [period, { field: 'state', op: 'eq', value: 'new' }] })).toBe(false);
    expect(look({ field: 'gone', op: 'eq', value: 1 })).toBe(true);
  });

  it('shows a field without one', () => {
    const ground = { fields, values: {}, userId: me };
    const custom = { id: '1', kind: 'text', isCalculated: false };
    expect(isVisible(field('custom.a', 'text', { custom }), ground)).toBe(true);
    const visibleWhen = { field: 'state', op: 'eq', value: 'repair' };
    expect(isVisible(field('custom.a', 'text', { custom: { ...custom, visibleWhen } }), ground)).toBe(false);
  });
});
