import { describe, expect, test } from '@jest/globals';
import { forecastOf } from './forecast.js';

describe('forecast', () => {
  const expected = [
    { month: '1405-08', stageId: 'a', late: false, count: 2, amount: '1000', weighted: '300' },
    { month: '1405-08', stageId: 'b', late: true, count: 1, amount: '900', weighted: '600' },
    { month: '1405-09', stageId: 'a', late: false, count: 1, amount: '50', weighted: '5' },
  ];
  const won = [{ month: '1405-08', count: 4, amount: '7000' }];

  test('adds what is won to what probability and history expect', () => {
    const history = [
      { stageId: 'a', closed: 20, won: 5 },
      { stageId: 'b', closed: 9, won: 9 },
    ];
    const [first, second] = forecastOf(['1405-08', '1405-09'], expected, won, history, new Map([['b', 40]]));
    expect(first).toMatchObject({
      won: 4,
      open: 3,
      late: 1,
      openAmount: { amount: '1900' },
      weightedAmount: { amount: '900' },
      // A quarter of stage a; stage b has too few closed ones, so its 40 percent stand.
      historicalAmount: { amount: '610' },
      byProbability: { amount: '7900' },
      byHistory: { amount: '7610' },
    });
    expect(second).toMatchObject({ won: 0, wonAmount: { amount: '0' }, byProbability: { amount: '5' } });
  });
});
