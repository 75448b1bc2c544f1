import { describe, expect, it } from 'vitest';
import { type Day, daysLate, type WorkItem, withoutItem } from './day';

const item = (id: string): WorkItem => ({
  id,
  version: 1,
  type: 'task',
  subject: id,
  priority: 'normal',
  nextStep: false,
  dueAt: null,
  startAt: null,
  doneAt: null,
  about: null,
  accountId: null,
  accountName: null,
  contactId: null,
  contactName: null,
});

const DAY: Day = {
  date: '2026-11-21',
  counts: { overdue: 1, today: 70, next: 0, done: 2, quiet: 0, changed: 0 },
  overdue: [item('a')],
  today: [item('b'), item('c')],
  next: [],
  goneQuiet: [],
};

describe('withoutItem', () => {
  it('takes the item from its list and its count, and counts it as done', () => {
    const day = withoutItem(DAY, 'b', true);
    expect(day.today.map(({ id }) => id)).toEqual(['c']);
    expect(day.overdue.map(({ id }) => id)).toEqual(['a']);
    expect(day.counts).toMatchObject({ overdue: 1, today: 69, done: 3 });
  });

  it('leaves the count of done work alone when it was put off', () => {
    expect(withoutItem(DAY, 'a', false).counts).toMatchObject({ overdue: 0, today: 70, done: 2 });
  });
});

describe('daysLate', () => {
  it('counts days of Tehran, not of UTC', () => {
    expect(daysLate('2026-11-17T21:00:00Z', '2026-11-21')).toBe(3);
    expect(daysLate('2026-11-17T19:00:00Z', '2026-11-21')).toBe(4);
    expect(daysLate('2026-11-21T05:00:00Z', '2026-11-21')).toBe(0);
    expect(daysLate(null, '2026-11-21')).toBe(0);
  });
});
