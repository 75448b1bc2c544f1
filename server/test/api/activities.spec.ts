import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { clock } from '../../src/platform/context/clock.js';
import { Reminders } from '../../src/core/activities/reminders.js';
import { aContact, anAccount, anActivity, type Body, CORE_TYPES, faultsOf, idsOf, listOf } from '../factories/core.js';
import { type Caller, createTestApp, EVERY_ACTION, grants, type TestApp } from '../support/app.js';

const DAY_MS = 86_400_000;
const realNow = clock.now;

let test: TestApp;
let rep: Caller;
let colleague: Caller;
let stranger: Caller;
beforeAll(async () => {
  test = await createTestApp();
  const own = [...grants(CORE_TYPES, EVERY_ACTION, 'own'), ...grants(['user'], ['view'], 'all')];
  const assigning = [...own.filter((g) => g.action !== 'assign'), ...grants(['activity'], ['assign'], 'all')];
  rep = await test.person({ grants: assigning });
  colleague = await test.person({ grants: own });
  stranger = await test.person({ grants: own });
});
afterAll(() => test.close());
afterEach(() => {
  clock.now = realNow;
});

const fromNow = (days: number): string => new Date(realNow().getTime() + days * DAY_MS).toISOString();
const account = async (id: string) => (await test.admin.get<Body>(`/accounts/${id}`)).body;

async function noticesOf(caller: Caller): Promise<{ kind: string; about: { id: string } | null }[]> {
  return (await caller.get<{ data: { kind: string; about: { id: string } | null }[] }>('/notifications')).body.data;
}

describe('POST /activities', () => {
  it('takes account and contact from the record it is about', async () => {
    const firm = await anAccount(rep);
    const person = await aContact(rep, { accountId: firm.id });
    const onContact = await anActivity(rep, { type: 'call', about: { type: 'contact', id: person.id } });
    expect(onContact).toMatchObject({
      about: { type: 'contact', id: person.id },
      contactId: person.id,
      accountId: firm.id,
    });
    const onAccount = await anActivity(rep, { about: { type: 'account', id: firm.id } });
    expect(onAccount).toMatchObject({
      accountId: firm.id,
      contactId: null,
      assigneeId: rep.userId,
      ownerId: rep.userId,
    });
  });

  it('belongs to the account of its contact also when the caller does not see that account', async () => {
    const hidden = await anAccount(test.admin);
    const person = await aContact(test.admin, { accountId: hidden.id });
    await test.admin.patch(`/contacts/${person.id}`, { ownerId: rep.userId });
    const call = await anActivity(rep, {
      type: 'call',
      about: { type: 'contact', id: person.id },
      doneAt: fromNow(-1),
    });
    expect(call.accountId).toBe(hidden.id);
    expect((await account(hidden.id)).lastContactedAt).toBe(call.doneAt);
    expect((await rep.get(`/accounts/${hidden.id}`)).status).toBe(404);
    const named = await rep.post('/activities', { subject: 'آزمون', accountId: hidden.id });
    expect([named.status, faultsOf(named.body)]).toEqual([422, { accountId: 'link.notFound' }]);
  });

  it.each([
    [
      'an unknown type',
      { about: { type: 'spaceship', id: '019aa4b6-4500-7563-8e86-9451c4714cb0' } },
      422,
      { about: 'link.notFound' },
    ],
    ['half a reference', { about: { type: 'account' } }, 400, { about: 'field.notId' }],
    [
      'a reference with more',
      { about: { type: 'account', id: '019aa4b6-4500-7563-8e86-9451c4714cb0', name: 'x' } },
      400,
      { about: 'field.notAbout' },
    ],
    [
      'an end before the start',
      { startAt: '2026-01-02T08:00:00Z', endAt: '2026-01-02T07:00:00Z' },
      422,
      { endAt: 'activity.endBeforeStart' },
    ],
    ['an instant without an offset', { dueAt: '2026-01-02T08:00:00' }, 400, { dueAt: 'field.notInstant' }],
    ['an impossible day', { dueAt: '2026-02-30T08:00:00Z' }, 400, { dueAt: 'field.impossibleDate' }],
    ['a deed of the future', { doneAt: '2100-01-01T00:00:00Z' }, 422, { doneAt: 'activity.doneInFuture' }],
  ])('refuses %s', async (_, fields, status, faults) => {
    const answer = await rep.post('/activities', { subject: 'آزمون', ...fields });
    expect([answer.status, faultsOf(answer.body)]).toEqual([status, faults]);
  });

  it('refuses to be about what the caller does not see', async () => {
    const hidden = await anAccount(stranger);
    const answer = await rep.post('/activities', { subject: 'آزمون', about: { type: 'account', id: hidden.id } });
    expect([answer.status, faultsOf(answer.body)]).toEqual([422, { about: 'link.notFound' }]);
  });

  it('is due when it starts unless told otherwise', async () => {
    const meeting = await anActivity(rep, {
      type: 'meeting',
      startAt: '2026-12-01T06:30:00Z',
      endAt: '2026-12-01T07:30:00Z',
    });
    expect(meeting.dueAt).toBe('2026-12-01T06:30:00.000Z');
    const moved = await rep.patch<Body>(`/activities/${meeting.id}`, { startAt: '2026-12-01T07:00:00Z' });
    expect(moved.body.dueAt).toBe('2026-12-01T07:00:00.000Z');
  });
});

describe('who sees an activity', () => {
  it('is its assignee, its maker, those who attend and those who see its account', async () => {
    const firm = await anAccount(stranger);
    const made = await anActivity(rep, { subject: 'واگذارشده', assigneeId: colleague.userId });
    expect(made).toMatchObject({ ownerId: colleague.userId, assigneeId: colleague.userId });
    const status = async (caller: Caller, id: string) => (await caller.get(`/activities/${id}`)).status;
    expect([await status(rep, made.id), await status(colleague, made.id), await status(stranger, made.id)]).toEqual([
      200, 200, 404,
    ]);
    const meeting = await anActivity(rep, { type: 'meeting', attendeeUserIds: [stranger.userId] });
    expect([await status(stranger, meeting.id), await status(colleague, meeting.id)]).toEqual([200, 404]);
    const onFirm = await anActivity(stranger, { accountId: firm.id });
    await test.admin.patch(`/activities/${onFirm.id}`, { assigneeId: test.admin.userId });
    expect([await status(stranger, onFirm.id), await status(rep, onFirm.id)]).toEqual([200, 404]);
    const listed = async (caller: Caller) => idsOf((await caller.get('/activities?limit=200')).body);
    expect(await listed(stranger)).toEqual(expect.arrayContaining([meeting.id, onFirm.id]));
    expect(await listed(stranger)).not.toContain(made.id);
  });

  it('lets those who only attend look, not change', async () => {
    const meeting = await anActivity(rep, { type: 'meeting', attendeeUserIds: [stranger.userId] });
    expect((await stranger.patch(`/activities/${meeting.id}`, { subject: 'دیگر' })).status).toBe(403);
    expect((await stranger.post(`/activities/${meeting.id}/complete`, {})).status).toBe(403);
    expect((await rep.get<Body>(`/activities/${meeting.id}`)).body).toMatchObject({ version: 1, doneAt: null });
  });

  it('does not let a rep give work to somebody outside of their right to assign', async () => {
    const answer = await colleague.post('/activities', { subject: 'کار', assigneeId: rep.userId });
    expect(answer.status).toBe(403);
  });

  it('tells the assignee and those invited', async () => {
    const task = await anActivity(rep, { assigneeId: colleague.userId, attendeeUserIds: [stranger.userId] });
    expect((await noticesOf(colleague))[0]).toMatchObject({
      kind: 'assigned',
      about: { type: 'activity', id: task.id },
    });
    expect((await noticesOf(stranger))[0]).toMatchObject({ kind: 'invited', about: { type: 'activity', id: task.id } });
    expect((await noticesOf(rep)).some(({ about }) => about?.id === task.id)).toBe(false);
  });
});

describe('POST /activities/:id/complete and /reopen', () => {
  it('marks it done, keeps the outcome and plans the next step on the same record', async () => {
    const firm = await anAccount(rep);
    const call = await anActivity(rep, { type: 'call', about: { type: 'account', id: firm.id }, dueAt: fromNow(-1) });
    const answer = await rep.post<{ activity: Body; nextStep: Body }>(`/activities/${call.id}/complete`, {
      outcome: 'reached',
      nextStep: { type: 'meeting', subject: 'جلسهٔ معرفی', dueAt: fromNow(2) },
    });
    expect(answer.status).toBe(200);
    expect(answer.body.activity).toMatchObject({
      id: call.id,
      outcome: 'reached',
      version: 2,
      doneAt: expect.any(String),
    });
    expect(answer.body.nextStep).toMatchObject({
      type: 'meeting',
      nextStep: true,
      accountId: firm.id,
      about: { type: 'account', id: firm.id },
      doneAt: null,
    });
    expect(await account(firm.id)).toMatchObject({
      lastContactedAt: answer.body.activity.doneAt,
      nextActivityAt: answer.body.nextStep.dueAt,
    });
    expect((await account(firm.id)).version).toBe(1);
  });

  it('is all or nothing, and names the place in the next step', async () => {
    const call = await anActivity(rep, { type: 'call' });
    const answer = await rep.post(`/activities/${call.id}/complete`, { nextStep: { subject: '', colour: 'red' } });
    expect([answer.status, faultsOf(answer.body)]).toEqual([
      400,
      { 'nextStep.colour': 'field.unknown', 'nextStep.subject': 'field.required' },
    ]);
    expect((await rep.get<Body>(`/activities/${call.id}`)).body).toMatchObject({ doneAt: null, version: 1 });
  });

  it('refuses a second time, a stale version, an unknown outcome', async () => {
    const call = await anActivity(rep, { type: 'call' });
    const stale = await rep.post(`/activities/${call.id}/complete`, {}, { 'if-match': '"7"' });
    expect([stale.status, (stale.body.current as Body).version]).toEqual([412, 1]);
    expect((await rep.post(`/activities/${call.id}/complete`, { outcome: 'great' })).status).toBe(400);
    expect((await rep.post(`/activities/${call.id}/complete`, {})).status).toBe(200);
    expect((await rep.post(`/activities/${call.id}/complete`, {})).body.code).toBe('activity.alreadyDone');
    const open = await rep.post<Body>(`/activities/${call.id}/reopen`);
    expect([open.status, open.body.doneAt, open.body.outcome]).toEqual([200, null, null]);
    expect((await rep.post(`/activities/${call.id}/reopen`)).status).toBe(409);
  });
});

describe('what an account knows of its activities', () => {
  it('follows moving, removing and restoring', async () => {
    const [one, two] = [await anAccount(rep), await anAccount(rep)];
    const dueAt = fromNow(3);
    const task = await anActivity(rep, { accountId: one.id, dueAt });
    const next = async () => [(await account(one.id)).nextActivityAt, (await account(two.id)).nextActivityAt];
    expect(await next()).toEqual([dueAt, null]);
    await rep.patch(`/activities/${task.id}`, { accountId: two.id });
    expect(await next()).toEqual([null, dueAt]);
    await rep.delete(`/activities/${task.id}`);
    expect(await next()).toEqual([null, null]);
    await rep.post(`/activities/${task.id}/restore`);
    expect(await next()).toEqual([null, dueAt]);
  });
});

describe('overdue work', () => {
  it('is found by the filter language and takes the time into account', async () => {
    const late = await anActivity(rep, { dueAt: fromNow(-2) });
    const soon = await anActivity(rep, { dueAt: fromNow(2) });
    const filter = {
      and: [
        { field: 'dueAt', op: 'lt', value: { ago: { minutes: 0 } } },
        { field: 'doneAt', op: 'empty' },
        { field: 'assigneeId', op: 'eq', value: { me: true } },
      ],
    };
    const overdue = async () => idsOf((await rep.get(listOf('/activities', { filter, limit: '200' }))).body);
    expect(await overdue()).toContain(late.id);
    expect(await overdue()).not.toContain(soon.id);
    clock.now = () => new Date(realNow().getTime() + 4 * 60_000);
    await rep.post(`/activities/${late.id}/complete`, {});
    expect(await overdue()).not.toContain(late.id);
  });

  it('is found by what it is about', async () => {
    const firm = await anAccount(rep);
    const task = await anActivity(rep, { about: { type: 'account', id: firm.id } });
    for (const value of [firm.id, { type: 'account', id: firm.id }]) {
      const answer = await rep.get(listOf('/activities', { filter: { field: 'about', op: 'eq', value } }));
      expect(idsOf(answer.body)).toEqual([task.id]);
    }
    expect((await rep.get('/activities?sort=about')).status).toBe(400);
  });
});

describe('GET /me/day', () => {
  it('shows what is late, due that day and next, with names and counts', async () => {
    const person = await test.person({ grants: grants(CORE_TYPES, EVERY_ACTION, 'own') });
    const firm = await anAccount(person, { name: 'شرکت روز من' });
    // Noon in Tehran: a day away in both directions lies on other days.
    clock.now = () => new Date('2026-11-21T08:30:00Z');
    const late = await anActivity(person, { dueAt: '2026-11-20T08:00:00Z', accountId: firm.id });
    const today = await anActivity(person, { dueAt: '2026-11-21T20:00:00Z' });
    const next = await anActivity(person, { dueAt: '2026-11-21T20:31:00Z' });
    await anActivity(person, { dueAt: '2026-12-21T20:31:00Z' });
    await anActivity(person, { dueAt: '2026-11-19T08:00:00Z', doneAt: '2026-11-21T05:00:00Z' });
    const day = (await person.get<Record<string, { id: string }[]> & { counts: object }>('/me/day')).body;
    expect(day.date).toBe('2026-11-21');
    expect(day.overdue).toEqual([
      expect.objectContaining({ id: late.id, accountName: 'شرکت روز من', accountId: firm.id }),
    ]);
    expect([day.today?.map(({ id }) => id), day.next?.map(({ id }) => id)]).toEqual([[today.id], [next.id]]);
    expect(day.counts).toEqual({ overdue: 1, today: 1, done: 1, next: 1, quiet: 0, changed: 0 });
    const bad = await person.get('/me/day?date=2026-02-30');
    expect([bad.status, faultsOf(bad.body)]).toEqual([400, { date: 'field.impossibleDate' }]);
  });

  it('names accounts gone quiet, those never contacted first', async () => {
    const person = await test.person({ grants: grants(CORE_TYPES, EVERY_ACTION, 'own') });
    const [never, long, planned, rival] = [
      await anAccount(person),
      await anAccount(person),
      await anAccount(person),
      await anAccount(person, { relation: 'competitor' }),
    ];
    await anActivity(person, { type: 'call', accountId: long.id, doneAt: fromNow(-2) });
    await anActivity(person, { accountId: planned.id, dueAt: fromNow(100) });
    const quiet = async (days: number) => {
      const later = fromNow(days).slice(0, 10);
      return (await person.get<{ goneQuiet: { id: string }[]; counts: { quiet: number } }>(`/me/day?date=${later}`))
        .body;
    };
    expect((await quiet(1)).goneQuiet).toEqual([]);
    const later = await quiet(40);
    expect(later.goneQuiet.map(({ id }) => id)).toEqual([never.id, long.id]);
    expect(later.counts.quiet).toBe(2);
    expect(later.goneQuiet.some(({ id }) => id === rival.id || id === planned.id)).toBe(false);
  });
});

describe('reminders', () => {
  it('are given once, to the assignee, when their time has come', async () => {
    const reminderAt = fromNow(1);
    const task = await anActivity(colleague, { dueAt: fromNow(2), reminderAt });
    const given = async () =>
      (await noticesOf(colleague)).filter(({ kind, about }) => kind === 'reminder' && about?.id === task.id).length;
    const reminders = test.app.get(Reminders, { strict: false });
    await reminders.remind();
    expect(await given()).toBe(0);
    clock.now = () => new Date(realNow().getTime() + 1.5 * DAY_MS);
    await Promise.all([reminders.remind(), reminders.remind()]);
    clock.now = realNow;
    expect(await given()).toBe(1);
    expect(
      (await colleague.patch<Body>(`/activities/${task.id}`, { reminderAt: fromNow(1.2) })).body.remindedAt,
    ).toBeNull();
  });
});
