import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anAccount, type Body, CORE_TYPES, faultsOf } from '../factories/core.js';
import { makeTeam } from '../factories/people.js';
import { type Caller, createTestApp, EVERY_ACTION, grants, type TestApp } from '../support/app.js';

interface Conversation {
  readonly id: string;
  readonly title: string;
  readonly memberIds: string[];
  readonly unread: number;
  readonly lastText: string | null;
}

let test: TestApp;
let sara: Caller;
let ali: Caller;
let reza: Caller;

const own = [...grants(CORE_TYPES, EVERY_ACTION, 'own'), ...grants(['user', 'team'], ['view'], 'all')];
const open = async (who: Caller, body: object): Promise<Conversation> => {
  const answer = await who.post<Conversation>('/conversations', body);
  expect(answer.status).toBe(200);
  return answer.body;
};
const list = async (who: Caller): Promise<Conversation[]> =>
  (await who.get<{ data: Conversation[] }>('/conversations')).body.data;
const say = (who: Caller, id: string, body: string) =>
  who.post<Body>('/notes', { about: { type: 'conversation', id }, body });

beforeAll(async () => {
  test = await createTestApp();
  sara = await test.person({ grants: own, fullName: 'سارا' });
  ali = await test.person({ grants: own, fullName: 'علی' });
  reza = await test.person({ grants: own, fullName: 'رضا' });
});
afterAll(() => test.close());

describe('conversations between people', () => {
  it('are one for the same people, named after the others', async () => {
    const one = await open(sara, { userIds: [ali.userId] });
    const same = await open(ali, { userIds: [sara.userId] });
    expect(same.id).toBe(one.id);
    expect([one.title, same.title]).toEqual(['علی', 'سارا']);
    const three = await open(sara, { userIds: [ali.userId, reza.userId, sara.userId] });
    expect(three.id).not.toBe(one.id);
    expect(three.memberIds).toHaveLength(3);
  });

  it('count what one has not read, and find words in what was said', async () => {
    const { id } = await open(sara, { userIds: [ali.userId] });
    await say(sara, id, 'جلسه به ساعت ده افتاد');
    await say(sara, id, 'سالن دوم');
    expect((await list(ali)).find((one) => one.id === id)).toMatchObject({ unread: 2, lastText: 'سالن دوم' });
    expect((await list(sara)).find((one) => one.id === id)?.unread).toBe(0);
    expect((await ali.get('/conversations/count')).body).toEqual({ unread: 1 });
    expect((await ali.post(`/conversations/${id}/read`)).status).toBe(204);
    expect((await ali.get('/conversations/count')).body).toEqual({ unread: 0 });
    const found = await ali.get<{ data: { body: string }[] }>(
      `/conversations/messages?q=${encodeURIComponent('جلسه ده')}`,
    );
    expect(found.body.data.map(({ body }) => body)).toEqual(['جلسه به ساعت ده افتاد']);
  });

  it('are nobody else’s: not the list, the words, the history, the feed or the search of an administrator', async () => {
    const { id } = await open(sara, { userIds: [ali.userId] });
    const secret = await say(sara, id, 'رازِ ما');
    expect(secret.status).toBe(201);
    for (const who of [reza, test.admin]) {
      expect((await list(who)).map((one) => one.id)).not.toContain(id);
      expect((await who.get(`/conversations/${id}/comments`)).status).toBe(404);
      expect((await who.get(`/notes/${secret.body.id}`)).status).toBe(404);
      expect((await who.post(`/conversations/${id}/read`)).status).toBe(404);
      expect((await who.post(`/conversations/${id}/presence`, { state: 'viewing' })).status).toBe(404);
      expect((await say(who, id, 'من هم')).status).toBe(422);
      expect((await who.post(`/notes/${secret.body.id}/react`, { reaction: 'seen', on: true })).status).toBe(404);
      const told = [
        await who.get('/changes?limit=1000'),
        await who.get('/notes?limit=200'),
        await who.get(`/conversations/messages?q=${encodeURIComponent('رازِ ما')}`),
        await who.get(`/notes/${secret.body.id}/history`),
      ];
      expect(JSON.stringify(told.map(({ body }) => body))).not.toContain('رازِ ما');
    }
    expect((await test.nobody.get('/conversations')).status).toBe(401);
  });

  it.each([
    ['neither people nor a team', {}, 400],
    ['nobody', { userIds: [] }, 400],
    ['somebody unknown', { userIds: ['019aa4b6-4500-7563-8e86-9451c4714cb0'] }, 422],
  ])('refuse %s', async (_, body, status) => {
    expect((await sara.post('/conversations', body)).status).toBe(status);
  });

  it('refuse to name somebody who is not in them', async () => {
    const { id } = await open(sara, { userIds: [ali.userId] });
    const refused = await say(sara, id, `@[${reza.userId}]`);
    expect([refused.status, faultsOf(refused.body)]).toEqual([422, { body: 'note.mentionCannotSee' }]);
    expect((await say(sara, id, `@[${ali.userId}]`)).status).toBe(201);
  });

  it('leave the notes of records as they are for an administrator’s feed', async () => {
    const firm = await anAccount(sara);
    const note = await sara.post<Body>('/notes', { about: { type: 'account', id: firm.id }, body: 'در خوراک' });
    const { body } = await test.admin.get<{ data: { recordId: string }[] }>('/changes?types=note&limit=1000');
    expect(body.data.map(({ recordId }) => recordId)).toContain(note.body.id);
  });
});

describe('the conversation of a team', () => {
  it('has the people of the team, whoever comes and goes', async () => {
    const team = await makeTeam(test, 'فروش شمال');
    const first = await test.person({ grants: own, teamIds: [team] });
    const second = await test.person({ grants: own, teamIds: [team] });
    const { id, title } = await open(first, { teamId: team });
    expect(title).toBe('فروش شمال');
    await say(first, id, 'سلام');
    expect((await list(second)).map((one) => one.id)).toContain(id);
    const outside = await sara.post('/conversations', { teamId: team });
    expect([outside.status, faultsOf(outside.body)]).toEqual([422, { teamId: 'conversation.notOfTeam' }]);
    await test.admin.patch(`/users/${second.userId}`, { teamIds: [] });
    expect((await second.get(`/conversations/${id}/comments`)).status).toBe(404);
    const third = await test.person({ grants: own, teamIds: [team] });
    expect((await third.get(`/conversations/${id}/comments`)).status).toBe(200);
  });
});
