import { describe, expect, test } from '@jest/globals';
import { weightedAmount } from './weighted-amount.js';

describe('weighted amount', () => {
  test.each([
    ['1000', 25, '250'],
    ['1000', '33.33', '333'],
    ['1', 50, '1'],
    ['1', 49.99, '0'],
    ['9000000000000000000', 100, '9000000000000000000'],
    ['123456789012345678', '0.01', '12345678901235'],
    ['0', 80, '0'],
  ])('%s at %s percent is %s', (amount, percent, weighted) => {
    expect(weightedAmount(amount, percent)).toBe(weighted);
  });

  test('is unknown without an amount or a probability', () => {
    expect(weightedAmount(null, 50)).toBeNull();
    expect(weightedAmount('5', null)).toBeNull();
  });
});
