import { describe, expect, it } from 'vitest';
import { emptyCompose, requestOf } from '~/features/records/work/compose';

const about = { type: 'account', id: 'a1' };
const now = new Date('2026-11-21T10:00:00Z');

describe('requestOf', () => {
  it('records a call without a time as held now, with its outcome', () => {
    const compose = { ...emptyCompose('call'), text: ' پیگیری ', details: 'قیمت را خواست', outcome: 'reached' };
    expect(requestOf(compose, about, now)).toEqual({
      resource: 'activities',
      body: {
        type: 'call',
        subject: 'پیگیری',
        about,
        minutes: 'قیمت را خواست',
        doneAt: now.toISOString(),
        startAt: now.toISOString(),
        outcome: 'reached',
      },
    });
  });

  it('plans a meeting by its start and a task by its due time, as the next step', () => {
    const at = '2026-11-25T06:30:00Z';
    const meeting = requestOf({ ...emptyCompose('meeting'), text: 'معرفی', at, nextStep: true }, about, now);
    expect(meeting.body).toMatchObject({ startAt: at, nextStep: true });
    expect(meeting.body).not.toHaveProperty('doneAt');
    const task = requestOf({ ...emptyCompose('task'), text: 'فرستادن پیش‌فاکتور', at }, about, now);
    expect(task.body).toMatchObject({ dueAt: at, nextStep: true });
  });

  it('writes mentions of a note by id', () => {
    const mentions = [{ type: 'user' as const, id: 'u1', name: 'سارا محمدی' }];
    const note = requestOf({ ...emptyCompose('note'), text: 'لطفاً @سارا محمدی ببیند', mentions }, about, now);
    expect(note).toEqual({ resource: 'notes', body: { body: 'لطفاً @[u1] ببیند', about } });
  });
});
