import { describe, expect, it } from 'vitest';
import { groupsOf, layoutFor, type LayoutRecord, moved } from './layouts';

const layout = (more: Partial<LayoutRecord>): LayoutRecord => ({
  id: '1',
  version: 1,
  createdAt: '',
  updatedAt: '',
  name: '',
  recordType: 'account',
  roleIds: [],
  labels: null,
  fieldLabels: null,
  form: null,
  facts: null,
  listColumns: null,
  cardFields: null,
  ...more,
});

it('layoutFor tells the layout of everybody from that of one role', () => {
  const all = layout({ id: 'all' });
  const sales = layout({ id: 'sales', roleIds: ['s'] });
  expect(layoutFor([sales, all], null)?.id).toBe('all');
  expect(layoutFor([all, sales], 's')?.id).toBe('sales');
  expect(layoutFor([all, layout({ roleIds: ['s', 't'] })], 's')).toBeUndefined();
});

it('groupsOf shows a plain list as one group, and nothing where the layout is silent', () => {
  expect(groupsOf(layout({ listColumns: ['city'] }), 'listColumns')).toEqual([{ fields: ['city'] }]);
  expect(groupsOf(layout({ form: [{ fields: ['name'] }] }), 'form')).toEqual([{ fields: ['name'] }]);
  expect(groupsOf(layout({}), 'facts')).toBeUndefined();
  expect(groupsOf(undefined, 'cardFields')).toBeUndefined();
});

describe('moved', () => {
  const groups = [{ fields: ['a', 'b'] }, { fields: ['c'] }];

  it('takes a field from one group to a place in another', () => {
    expect(moved(groups, 'a', 1, 1)).toEqual([{ fields: ['b'] }, { fields: ['c', 'a'] }]);
  });

  it('takes in one that was nowhere, and puts one away', () => {
    expect(moved(groups, 'd', 0, 0)[0]?.fields).toEqual(['d', 'a', 'b']);
    expect(moved(groups, 'b', null, 0)[0]?.fields).toEqual(['a']);
  });
});
