import { describe, expect, test } from '@jest/globals';
import { lineTotal } from './line-total.js';

describe('total of a line', () => {
  test.each([
    [2, '1000', 0, '2000'],
    [1, '1000', 10, '900'],
    ['2.5', '999', '33.33', '1665'],
    [3, '5000000000000', 100, '0'],
    ['0.0001', '10000', 0, '1'],
    [0, '1000', 0, '0'],
  ])('%s of %s less %s percent is %s', (quantity, price, discount, total) => {
    expect(lineTotal(quantity, price, discount)).toBe(total);
  });
});
