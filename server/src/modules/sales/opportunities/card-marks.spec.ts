import { describe, expect, test } from '@jest/globals';
import { isRotten, nextStepMark } from './card-marks.js';

const now = Date.parse('2026-11-21T08:00:00Z');

describe('marks of a card', () => {
  test.each([
    [null, 'none'],
    ['2026-11-21T07:59:59.999Z', 'overdue'],
    ['2026-11-21T08:00:00Z', 'planned'],
  ])('a next step at %s is %s', (at, mark) => {
    expect(nextStepMark(at, now)).toBe(mark);
  });

  test.each([
    ['2026-11-11T08:00:00Z', null, 10, false],
    ['2026-11-11T07:59:59Z', null, 10, true],
    ['2026-10-01T08:00:00Z', '2026-11-20T08:00:00Z', 10, false],
    ['2026-10-01T08:00:00Z', '2026-11-01T08:00:00Z', 10, true],
    ['2020-01-01T08:00:00Z', null, null, false],
  ])('in the stage since %s, last activity %s, limit %s days: %s', (entered, activity, days, rotten) => {
    expect(isRotten(entered, activity, days, now)).toBe(rotten);
  });
});
