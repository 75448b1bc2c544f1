import { describe, expect, it } from 'vitest';
import { withCustomNames } from './custom';

describe('withCustomNames', () => {
  it('names the custom fields of a record, and of each record of a page', () => {
    const record = { id: '1', custom: { fleetSize: 3, vendor: { name: 'آرمان' } } };
    const flat = { ...record, 'custom.fleetSize': 3, 'custom.vendor': { name: 'آرمان' } };
    expect(withCustomNames(record)).toEqual(flat);
    expect(withCustomNames({ data: [record], nextCursor: null })).toEqual({ data: [flat], nextCursor: null });
  });

  it('leaves everything else as it is', () => {
    const plain = { data: [{ id: '1', custom: {} }, { kind: 'note' }, null], total: 3 };
    expect(withCustomNames(plain)).toEqual(plain);
    expect(withCustomNames([1, 2])).toEqual([1, 2]);
    expect(withCustomNames(undefined)).toBeUndefined();
  });
});
