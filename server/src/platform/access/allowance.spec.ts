import { describe, expect, it } from '@jest/globals';
import { Allowance } from './allowance.js';

function taken(allowance: Allowance, key: string, now: number): number {
  let count = 0;
  while (allowance.take(key, now) === 0) count += 1;
  return count;
}

describe('an allowance', () => {
  it('gives a whole minute at once, and then goes on at the even pace', () => {
    const allowance = new Allowance(120);
    expect(taken(allowance, 'a', 1_000)).toBe(120);
    expect(taken(allowance, 'a', 1_499)).toBe(0);
    expect(taken(allowance, 'a', 1_500)).toBe(1);
    expect(taken(allowance, 'a', 11_500)).toBe(20);
    expect(taken(allowance, 'a', 500_000)).toBe(120);
  });

  it('tells the seconds to wait, after which one request goes through', () => {
    const allowance = new Allowance(6);
    expect(taken(allowance, 'a', 0)).toBe(6);
    expect(allowance.take('a', 0)).toBe(10);
    expect(allowance.take('a', 9_001)).toBe(1);
    expect(allowance.take('a', 10_000)).toBe(0);
  });

  it('counts each key apart, and also thousands of them', () => {
    const allowance = new Allowance(1);
    for (let i = 0; i < 25_000; i += 1) expect(allowance.take(`k${i}`, i)).toBe(0);
    expect(allowance.take('k24999', 25_000)).toBe(60);
    expect(allowance.take('k0', 25_000)).toBe(35);
  });

  it('has no end when it is 0', () => {
    const allowance = new Allowance(0);
    for (let i = 0; i < 1_000; i += 1) expect(allowance.take('a', 0)).toBe(0);
  });
});
