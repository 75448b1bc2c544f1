import { describe, expect, test } from '@jest/globals';
import { DEFAULT_SCORING, leadScore } from './lead-score.js';

const now = new Date('2026-11-21T08:00:00Z');

describe('score of a lead', () => {
  test('is nothing when nothing is known', () => {
    expect(leadScore({}, DEFAULT_SCORING, now)).toEqual({ score: 0, reasons: [] });
  });

  test('adds what is known and tells why, the greatest first', () => {
    const lead = { mobile: '+989121234567', companyName: 'آرمان', source: 'referral', city: 'تهران', email: null };
    expect(leadScore(lead, DEFAULT_SCORING, now)).toEqual({
      score: 55,
      reasons: [
        { reason: 'source', points: 20, value: 'referral' },
        { reason: 'hasMobile', points: 15 },
        { reason: 'hasCompany', points: 15 },
        { reason: 'hasCity', points: 5 },
      ],
    });
  });

  test.each([
    ['499999999', 0],
    ['500000000', 5],
    ['1999999999', 5],
    ['2000000000', 10],
    ['90000000000000', 15],
  ])('an estimate of %s Rial is worth %s', (estimatedAmount, score) => {
    expect(leadScore({ estimatedAmount }, DEFAULT_SCORING, now).score).toBe(score);
  });

  test('an activity counts for a week', () => {
    expect(leadScore({ lastActivityAt: '2026-11-14T08:00:00Z' }, DEFAULT_SCORING, now).score).toBe(10);
    expect(leadScore({ lastActivityAt: '2026-11-14T07:59:59Z' }, DEFAULT_SCORING, now).score).toBe(0);
  });

  test('stays between 0 and 100', () => {
    const rules = { ...DEFAULT_SCORING, hasMobile: 150, hasEmail: -500 };
    expect(leadScore({ mobile: '1' }, rules, now).score).toBe(100);
    expect(leadScore({ mobile: '1', email: 'a' }, rules, now)).toMatchObject({ score: 0 });
  });

  test('a source without points is no reason', () => {
    expect(leadScore({ source: 'other' }, DEFAULT_SCORING, now).reasons).toEqual([]);
  });
});
