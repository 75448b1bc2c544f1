import { describe, expect, test } from '@jest/globals';
import { paceOf } from './target-pace.js';

describe('pace of a target', () => {
  test('says what is needed on each working day that is left, rounded up', () => {
    expect(paceOf({ goal: '1000', reached: '300', workingDays: 20, workingDaysLeft: 8 })).toEqual({
      goal: '1000',
      reached: '300',
      percent: 30,
      remaining: '700',
      neededPerWorkingDay: '88',
      expectedPercent: 60,
    });
  });

  test('needs nothing when the goal is passed', () => {
    expect(paceOf({ goal: '3', reached: '5', workingDays: 20, workingDaysLeft: 0 })).toMatchObject({
      percent: 166.6,
      remaining: '0',
      neededPerWorkingDay: '0',
      expectedPercent: 100,
    });
  });

  test('has no answer when the days are over', () => {
    expect(paceOf({ goal: '3', reached: '1', workingDays: 20, workingDaysLeft: 0 }).neededPerWorkingDay).toBeNull();
  });

  test('is exact beyond what a floating number holds', () => {
    const { remaining, neededPerWorkingDay } = paceOf({
      goal: '9000000000000000000',
      reached: '1',
      workingDays: 2,
      workingDaysLeft: 2,
    });
    expect([remaining, neededPerWorkingDay]).toEqual(['8999999999999999999', '4500000000000000000']);
  });
});
