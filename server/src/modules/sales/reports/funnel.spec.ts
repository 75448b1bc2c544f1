import { describe, expect, test } from '@jest/globals';
import { type FunnelRow, funnelOf, topOfFunnel } from './funnel.js';

const stages = ['a', 'b', 'c'].map((id, position) => ({ id, name: id, position, tone: null }));
const row = (top: number, stageId: string, status: FunnelRow['status'], count: number, amount = 0): FunnelRow => ({
  top,
  stageId,
  status,
  count,
  amount: String(amount),
  weighted: String(amount / 2),
});

describe('funnel', () => {
  test('counts who came how far, and where they were lost', () => {
    const { stages: funnel, won } = funnelOf(stages, [
      row(0, 'a', 'open', 10, 100),
      row(0, 'a', 'lost', 10, 40),
      row(1, 'b', 'open', 4),
      row(1, 'a', 'lost', 1),
      row(2, 'c', 'won', 3),
      row(0, 'a', 'won', 2),
    ]);
    expect(won).toBe(5);
    expect(funnel.map(({ reached, conversion, open, lost }) => [reached, conversion, open, lost])).toEqual([
      [30, 0.33333, 10, 11],
      [10, 0.5, 4, 0],
      [5, 1, 0, 0],
    ]);
    expect(funnel[0]).toMatchObject({
      openAmount: { amount: '100' },
      weightedAmount: { amount: '50' },
      lostAmount: { amount: '40' },
    });
  });

  test('of nothing has no conversion', () => {
    expect(funnelOf(stages, []).stages.map(({ conversion }) => conversion)).toEqual([null, null, null]);
  });

  test.each([
    [0, 0, 0, false],
    [99, 30, 100, true],
    [100, 30, 100, false],
    [3, 1, 4, true],
  ])('%s at the top for %s sales in three months: %s needed', (open, won, needed, alarm) => {
    expect(topOfFunnel(open, won)).toMatchObject({ needed, alarm });
  });
});
