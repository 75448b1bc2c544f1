import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anAccount, aNote, type Body, CORE_TYPES, faultsOf } from '../factories/core.js';
import { makeTeam } from '../factories/people.js';
import { type Caller, createTestApp, EVERY_ACTION, grants, type TestApp } from '../support/app.js';

interface Comment {
  readonly id: string;
  readonly body: string | null;
  readonly removed: boolean;
  readonly mine: boolean;
  readonly authorName: string | null;
  readonly mentions: { type: string; id: string; name: string }[];
  readonly reactions: { reaction: string; count: number; mine: boolean; names: string[] }[];
  readonly replies: Comment[];
}
interface Page {
  readonly data: Comment[];
  readonly nextCursor: string | null;
}

let test: TestApp;
let sara: Caller;
let ali: Caller;
let mine: { type: string; id: string };
let both: { type: string; id: string };

const own = [...grants(CORE_TYPES, EVERY_ACTION, 'own'), ...grants(['user', 'team'], ['view'], 'all')];
const comments = async (who: Caller, about: { id: string }, query = ''): Promise<Page> => {
  const answer = await who.get<Page>(`/accounts/${about.id}/comments${query}`);
  expect(answer.status).toBe(200);
  return answer.body;
};
const kinds = async (who: Caller): Promise<string[]> =>
  (await who.get<{ data: { kind: string }[] }>('/notifications')).body.data.map(({ kind }) => kind);

beforeAll(async () => {
  test = await createTestApp();
  sara = await test.person({ grants: own, fullName: 'سارا' });
  // Ali sees every account.
  ali = await test.person({ grants: [...own, ...grants(['account'], ['view'], 'all')], fullName: 'علی' });
  mine = { type: 'account', id: (await anAccount(sara)).id };
  both = { type: 'account', id: (await anAccount(sara)).id };
});
afterAll(() => test.close());

describe('comments of a record', () => {
  it('stand with their answers, the latest first, page by page', async () => {
    const first = await aNote(sara, both, 'نخست');
    await aNote(sara, both, 'دوم');
    const answer = await ali.post<Body>('/notes', { about: both, body: 'پاسخ', replyToId: first.id });
    expect(answer.status).toBe(201);
    const one = await comments(sara, both, '?limit=1');
    expect(one.data.map(({ body }) => body)).toEqual(['دوم']);
    const two = await comments(sara, both, `?limit=1&cursor=${one.nextCursor}`);
    expect(two.data).toMatchObject([
      { body: 'نخست', authorName: 'سارا', mine: true, replies: [{ body: 'پاسخ', authorName: 'علی', mine: false }] },
    ]);
    expect(two.nextCursor).toBeNull();
    expect(await kinds(sara)).toEqual(['replied']);
  });

  it('keep an answer under a note of the same record, one level deep', async () => {
    const note = await aNote(sara, mine, 'این‌جا');
    const elsewhere = await sara.post('/notes', { about: both, body: 'پاسخ', replyToId: note.id });
    expect([elsewhere.status, faultsOf(elsewhere.body)]).toEqual([422, { replyToId: 'note.replyElsewhere' }]);
    const reply = await sara.post<Body>('/notes', { about: mine, body: 'پاسخ', replyToId: note.id });
    const deeper = await sara.post('/notes', { about: mine, body: 'پاسخ', replyToId: reply.body.id });
    expect([deeper.status, faultsOf(deeper.body)]).toEqual([422, { replyToId: 'note.replyToReply' }]);
    const moved = await sara.patch(`/notes/${reply.body.id}`, { replyToId: null });
    expect(moved.status).toBe(422);
  });

  it('keep the place of a removed one as long as it has answers, without its words', async () => {
    const note = await aNote(sara, mine, 'واژهٔ برداشته');
    await sara.post('/notes', { about: mine, body: 'می‌ماند', replyToId: note.id });
    await sara.delete(`/notes/${note.id}`);
    const found = (await comments(sara, mine)).data.find(({ id }) => id === note.id);
    expect(found).toMatchObject({ body: null, removed: true, replies: [{ body: 'می‌ماند' }] });
  });

  it('are for those who see the record, and only they can be found to be named', async () => {
    const stranger = await test.person({ grants: own, fullName: 'غریبه' });
    expect((await stranger.get(`/accounts/${mine.id}/comments`)).status).toBe(404);
    expect((await stranger.get(`/accounts/${mine.id}/mentionable`)).status).toBe(404);
    expect((await stranger.get('/accounts/x/comments')).status).toBe(404);
    const { body } = await sara.get<{ data: { id: string; sees: boolean }[] }>(
      `/accounts/${mine.id}/mentionable?q=${encodeURIComponent('غریبه')}`,
    );
    expect(body.data).toEqual([{ type: 'user', id: stranger.userId, name: 'غریبه', sees: false }]);
    const refused = await sara.post('/notes', { about: mine, body: `@[${stranger.userId}]` });
    expect([refused.status, faultsOf(refused.body)]).toEqual([422, { body: 'note.mentionCannotSee' }]);
    expect(await kinds(stranger)).toEqual([]);
  });

  it('name a team: those of it who see the record are told', async () => {
    const team = await makeTeam(test, 'پیگیری');
    const blind = await test.person({ grants: own, teamIds: [team] });
    const seeing = await test.person({ grants: [...own, ...grants(['account'], ['view'], 'all')], teamIds: [team] });
    const note = await aNote(sara, mine, `ببینید @[team:${team}]`);
    expect((await comments(sara, mine)).data.find(({ id }) => id === note.id)?.mentions).toEqual([
      { type: 'team', id: team, name: 'پیگیری' },
    ]);
    expect([await kinds(seeing), await kinds(blind)]).toEqual([['mentioned'], []]);
  });

  it('do not tell the reader the name of somebody whom they may not see', async () => {
    const blind = await test.person({
      grants: [...grants(CORE_TYPES, EVERY_ACTION, 'own'), ...grants(['account'], ['view'], 'all')],
    });
    await aNote(sara, both, `با شما @[${ali.userId}]`);
    const [latest] = (await comments(blind, both)).data;
    expect(latest).toMatchObject({ authorName: null, mentions: [] });
  });
});

describe('signs under a note', () => {
  it('are given once, taken back, and counted with the names of those whom one sees', async () => {
    const note = await aNote(sara, both, 'نشانه بگذارید');
    await ali.post(`/notes/${note.id}/react`, { reaction: 'agree', on: true });
    const again = await ali.post(`/notes/${note.id}/react`, { reaction: 'agree', on: true });
    expect(again.body).toEqual({ data: [{ reaction: 'agree', count: 1, mine: true, names: ['علی'] }] });
    const both2 = await sara.post(`/notes/${note.id}/react`, { reaction: 'agree', on: true });
    expect(both2.body).toMatchObject({ data: [{ count: 2, mine: true }] });
    const back = await ali.post(`/notes/${note.id}/react`, { reaction: 'agree', on: false });
    expect(back.body).toMatchObject({ data: [{ count: 1, mine: false }] });
    expect((await kinds(sara)).filter((kind) => kind === 'reacted')).toHaveLength(1);
  });

  it('are refused from who does not see the note, and outside of the set', async () => {
    const note = await aNote(sara, mine, 'پنهان');
    const stranger = await test.person({ grants: own });
    expect((await stranger.post(`/notes/${note.id}/react`, { reaction: 'agree', on: true })).status).toBe(404);
    expect((await sara.post(`/notes/${note.id}/react`, { reaction: 'fire', on: true })).status).toBe(400);
    expect((await sara.post('/notes/x/react', { reaction: 'agree', on: true })).status).toBe(404);
  });
});
