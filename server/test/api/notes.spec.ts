import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aContact, anAccount, aNote, type Body, CORE_TYPES, faultsOf, idsOf } from '../factories/core.js';
import { type Caller, createTestApp, EVERY_ACTION, grants, type TestApp } from '../support/app.js';

let test: TestApp;
let rep: Caller;
let colleague: Caller;
beforeAll(async () => {
  test = await createTestApp();
  const own = [...grants(CORE_TYPES, EVERY_ACTION, 'own'), ...grants(['user'], ['view'], 'all')];
  rep = await test.person({ grants: own });
  colleague = await test.person({ grants: own });
});
afterAll(() => test.close());

const kindsOf = async (caller: Caller): Promise<string[]> =>
  (await caller.get<{ data: { kind: string }[] }>('/notifications')).body.data.map(({ kind }) => kind);

describe('/notes', () => {
  it('is seen with its record, and knows the account behind it', async () => {
    const firm = await anAccount(rep);
    const person = await aContact(rep, { accountId: firm.id });
    const note = await aNote(rep, { type: 'contact', id: person.id }, 'گفت:\nهفتهٔ بعد');
    expect(note).toMatchObject({
      body: 'گفت:\nهفتهٔ بعد',
      accountId: firm.id,
      contactId: person.id,
      createdBy: rep.userId,
    });
    expect((await rep.get(`/notes/${note.id}`)).status).toBe(200);
    expect((await colleague.get(`/notes/${note.id}`)).status).toBe(404);
    expect(idsOf((await colleague.get('/notes')).body)).toEqual([]);
    const refused = await colleague.post('/notes', { about: { type: 'contact', id: person.id }, body: 'یادداشت' });
    expect([refused.status, faultsOf(refused.body)]).toEqual([422, { about: 'link.notFound' }]);
  });

  it('stays with its record', async () => {
    const [one, two] = [await anAccount(rep), await anAccount(rep)];
    const note = await aNote(rep, { type: 'account', id: one.id });
    const moved = await rep.patch(`/notes/${note.id}`, { about: { type: 'account', id: two.id } });
    expect([moved.status, faultsOf(moved.body)]).toEqual([422, { about: 'note.staysWithRecord' }]);
  });

  it('is changed by its author and whoever may change all, not by another', async () => {
    const firm = await anAccount(test.admin);
    const admins = await aNote(test.admin, { type: 'account', id: firm.id });
    await test.admin.patch(`/accounts/${firm.id}`, { ownerId: rep.userId });
    expect((await rep.get(`/notes/${admins.id}`)).status).toBe(200);
    expect((await rep.patch(`/notes/${admins.id}`, { body: 'دیگر' })).status).toBe(403);
    expect((await rep.delete(`/notes/${admins.id}`)).status).toBe(403);
    const own = await aNote(rep, { type: 'account', id: firm.id });
    expect((await test.admin.patch<Body>(`/notes/${own.id}`, { pinned: true })).body.pinned).toBe(true);
  });

  it('tells those it mentions, once', async () => {
    const firm = await anAccount(test.admin);
    const before = (await kindsOf(test.admin)).length;
    await test.admin.patch(`/accounts/${firm.id}`, { ownerId: rep.userId });
    const note = await aNote(
      rep,
      { type: 'account', id: firm.id },
      `لطفاً ببینید @[${test.admin.userId}] @[${test.admin.userId}]`,
    );
    expect(note.mentionedUserIds).toEqual([test.admin.userId]);
    await rep.patch(`/notes/${note.id}`, { body: `باز هم @[${test.admin.userId}]` });
    expect((await kindsOf(test.admin)).slice(0, (await kindsOf(test.admin)).length - before)).toEqual(['mentioned']);
    const unknown = await rep.post('/notes', { about: note.about, body: '@[019aa4b6-4500-7563-8e86-9451c4714cb0]' });
    expect([unknown.status, faultsOf(unknown.body)]).toEqual([422, { body: 'note.mentionUnknown' }]);
  });

  it.each([
    ['nothing about it', { body: 'متن' }, { about: 'field.required' }],
    [
      'no text',
      { body: ' ', about: { type: 'account', id: '019aa4b6-4500-7563-8e86-9451c4714cb0' } },
      { body: 'field.required' },
    ],
    [
      'mentions set by hand',
      { body: 'متن', mentionedUserIds: [], about: { type: 'account', id: '019aa4b6-4500-7563-8e86-9451c4714cb0' } },
      { mentionedUserIds: 'field.readonly' },
    ],
  ])('refuses %s', async (_, body, faults) => {
    const answer = await rep.post('/notes', body);
    expect([answer.status, faultsOf(answer.body)]).toEqual([400, faults]);
  });
});
