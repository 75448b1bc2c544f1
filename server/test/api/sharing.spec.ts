import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { anAccount, CORE_TYPES } from '../factories/core.js';
import { codes } from '../factories/people.js';
import { type Caller, createTestApp, EVERY_ACTION, grants, type TestApp } from '../support/app.js';

interface Share {
  userId: string | null;
  teamId: string | null;
  name: string | null;
  level: string;
  endsOn: string | null;
}
interface Shares {
  data: Share[];
  mayShare: boolean;
  mayShareEdit: boolean;
}
interface Page {
  data: { id: string }[];
  total: number;
}

const PEOPLE = grants(['user', 'team'], ['view'], 'all');
let test: TestApp;
let owner: Caller;
let guest: Caller;
let stranger: Caller;
let account: { id: string };

beforeAll(async () => {
  test = await createTestApp();
  const own = [...grants(CORE_TYPES, [...EVERY_ACTION, 'share'], 'own'), ...PEOPLE];
  owner = await test.person({ fullName: 'مسئول', grants: own });
  guest = await test.person({ fullName: 'مهمان', grants: own });
  stranger = await test.person({ fullName: 'بیگانه', grants: own });
});
afterAll(() => test?.close());
beforeEach(async () => {
  account = await anAccount(owner, { name: 'پارس تجهیز' });
});

const share = (caller: Caller, body: object, id = account.id) => caller.post<Shares>(`/accounts/${id}/shares`, body);
const unshare = (caller: Caller, userId: string) =>
  caller.delete<Shares>(`/accounts/${account.id}/shares?userId=${userId}`);
const sees = async (caller: Caller, id = account.id) => (await caller.get(`/accounts/${id}`)).status;
const listed = async (caller: Caller) =>
  (await caller.get<Page>('/accounts?limit=200&count=exact')).body.data.some(({ id }) => id === account.id);

describe('sharing a record with a person', () => {
  it('opens this record and nothing else, in lists, counts and search, until it is ended', async () => {
    const other = await anAccount(owner);
    expect(await sees(guest)).toBe(404);
    const before = (await guest.get<Page>('/accounts?count=exact')).body.total;
    const answer = await share(owner, { userId: guest.userId, level: 'view', reason: 'پیگیری قرارداد' });
    expect([answer.status, answer.body.data]).toEqual([
      200,
      [expect.objectContaining({ userId: guest.userId, name: 'مهمان', level: 'view', reason: 'پیگیری قرارداد' })],
    ]);
    expect([await sees(guest), await listed(guest), await sees(guest, other.id)]).toEqual([200, true, 404]);
    expect((await guest.get<Page>('/accounts?count=exact')).body.total).toBe(before + 1);
    const found = await guest.get(`/search?q=${encodeURIComponent('پارس تجهیز')}`);
    expect(JSON.stringify(found.body)).toContain(account.id);
    expect(await sees(stranger)).toBe(404);
    expect((await unshare(owner, guest.userId)).body.data).toEqual([]);
    expect([await sees(guest), await listed(guest)]).toEqual([404, false]);
  });

  it('opens what belongs to the record by the rule of its parent: notes, activities', async () => {
    const note = await owner.post<{ id: string }>('/notes', {
      body: 'راز',
      about: { type: 'account', id: account.id },
    });
    const task = await owner.post<{ id: string }>('/activities', {
      type: 'task',
      subject: 'زنگ',
      dueAt: '2030-01-01T08:00:00Z',
      accountId: account.id,
    });
    const both = async () => [
      (await guest.get(`/notes/${note.body.id}`)).status,
      (await guest.get(`/activities/${task.body.id}`)).status,
      (await guest.get<Page>('/activities?limit=200')).body.data.some(({ id }) => id === task.body.id),
    ];
    expect(await both()).toEqual([404, 404, false]);
    await share(owner, { userId: guest.userId, level: 'view' });
    expect(await both()).toEqual([200, 200, true]);
    await unshare(owner, guest.userId);
    expect(await both()).toEqual([404, 404, false]);
  });

  it('lets one view but not edit, unless it says so', async () => {
    await share(owner, { userId: guest.userId, level: 'view' });
    expect((await guest.patch(`/accounts/${account.id}`, { city: 'یزد' })).status).toBe(403);
    await share(owner, { userId: guest.userId, level: 'edit', kind: 'collaborator' });
    expect((await guest.patch(`/accounts/${account.id}`, { city: 'یزد' })).status).toBe(200);
    // Nothing but editing: not removing, handing over or sharing on.
    expect((await guest.delete(`/accounts/${account.id}`)).status).toBe(403);
    expect((await guest.patch(`/accounts/${account.id}`, { ownerId: guest.userId })).status).toBe(403);
    expect((await share(guest, { userId: stranger.userId, level: 'view' })).status).toBe(403);
    expect((await guest.get<Shares>(`/accounts/${account.id}/shares`)).body).toMatchObject({ mayShare: false });
  });

  it('gives no more than the roles of the receiver say', async () => {
    const blind = await test.person({
      grants: [...grants(['account'], ['view'], 'own'), ...PEOPLE],
      fields: [{ recordType: 'account', field: 'phone', level: 'hidden' }],
    });
    const without = await test.person({ grants: PEOPLE });
    await owner.patch(`/accounts/${account.id}`, { phone: '02188776655' });
    await share(owner, { userId: blind.userId, level: 'edit' });
    await share(owner, { userId: without.userId, level: 'edit' });
    const seen = await blind.get(`/accounts/${account.id}`);
    expect([seen.status, seen.body.phone]).toEqual([200, undefined]);
    expect((await blind.patch(`/accounts/${account.id}`, { city: 'قم' })).status).toBe(403);
    expect(await sees(without)).toBe(403);
  });

  it('ends by itself after its last day', async () => {
    const answer = await share(owner, { userId: guest.userId, level: 'view', endsOn: '2031-05-01' });
    expect(answer.body.data[0]?.endsOn).toBe('2031-05-01');
    expect([await sees(guest), await listed(guest)]).toEqual([200, true]);
    await test.door.asSystem('test', (uow) =>
      uow.execute(`update record_shares set ends_at = now() + interval '50 ms' where record_id = $1`, [account.id]),
    );
    // Nothing is written from here on: the moment itself ends it.
    const until = Date.now() + 10_000;
    while ((await sees(guest)) !== 404 && Date.now() < until);
    expect([await sees(guest), await listed(guest)]).toEqual([404, false]);
    expect((await owner.get<Shares>(`/accounts/${account.id}/shares`)).body.data).toEqual([]);
  });

  it('is told to the receiver, and in the history of the record', async () => {
    await share(owner, { userId: guest.userId, level: 'view', reason: 'مرخصی' });
    await unshare(owner, guest.userId);
    const { body } = await owner.get<{ data: { action: string; actorId: string; detail: object }[] }>(
      `/accounts/${account.id}/history`,
    );
    expect(body.data.slice(0, 2)).toEqual([
      expect.objectContaining({ action: 'unshare', actorId: owner.userId }),
      expect.objectContaining({
        action: 'share',
        detail: { userId: guest.userId, level: 'view', kind: 'share', reason: 'مرخصی' },
      }),
    ]);
    await share(owner, { userId: guest.userId, level: 'view' });
    const told = await guest.get<{ data: { kind: string; about: { id: string } | null }[] }>('/notifications');
    expect(told.body.data[0]).toMatchObject({ kind: 'shared', about: { type: 'account', id: account.id } });
  });

  it('leaves undoing the making of the record possible', async () => {
    await share(owner, { userId: guest.userId, level: 'view' });
    const history = await owner.get<{ data: { action: string; operationId: string }[] }>(
      `/accounts/${account.id}/history`,
    );
    const made = history.body.data.find(({ action }) => action === 'create');
    expect((await owner.post(`/changes/${made?.operationId}/undo`)).body).toMatchObject({ undone: 1, skipped: [] });
  });

  it('may be given up by the one who has it', async () => {
    await share(owner, { userId: guest.userId, level: 'view' });
    expect((await unshare(guest, guest.userId)).status).toBe(200);
    expect(await sees(guest)).toBe(404);
    expect((await unshare(guest, guest.userId)).status).toBe(404);
  });
});

describe('sharing a record with a team', () => {
  it('opens it to the members, and to whoever joins, as long as they are in it', async () => {
    const team = (await test.admin.post<{ id: string }>('/teams', { name: 'پشتیبانی', memberIds: [guest.userId] })).body
      .id;
    await share(owner, { teamId: team, level: 'view' });
    expect([await sees(guest), await listed(guest), await sees(stranger)]).toEqual([200, true, 404]);
    await test.admin.patch(`/teams/${team}`, { memberIds: [stranger.userId] });
    expect([await sees(guest), await sees(stranger)]).toEqual([404, 200]);
    await test.admin.patch(`/teams/${team}`, { memberIds: [] });
  });
});

describe('who may share', () => {
  it.each<[string, (all: { account: string }) => Promise<{ status: number; body: object }>, number, string[]]>([
    [
      'a record that one does not see',
      ({ account: id }) => share(stranger, { userId: guest.userId, level: 'view' }, id),
      404,
      [],
    ],
    ['with oneself', () => share(owner, { userId: owner.userId, level: 'view' }), 422, ['share.self']],
    ['with nobody', () => share(owner, { level: 'view' }), 400, ['share.holder']],
    [
      'with two at once',
      () => share(owner, { userId: guest.userId, teamId: guest.userId, level: 'view' }),
      400,
      ['share.holder'],
    ],
    [
      'until yesterday',
      () => share(owner, { userId: guest.userId, level: 'view', endsOn: '2020-01-01' }),
      422,
      ['share.endsInPast'],
    ],
    [
      'until a day that never was',
      () => share(owner, { userId: guest.userId, level: 'view', endsOn: '2027-02-30' }),
      400,
      ['field.impossibleDate'],
    ],
    ['with more than there is', () => share(owner, { userId: guest.userId, level: 'delete' }), 400, ['share.level']],
    [
      'with somebody unknown',
      () => share(owner, { userId: '0199c0de-0000-7000-8000-000000000abc', level: 'view' }),
      422,
      ['link.notFound'],
    ],
    [
      'as a collaborator who may only look',
      () => share(owner, { userId: guest.userId, level: 'view', kind: 'collaborator' }),
      422,
      ['share.collaborator'],
    ],
  ])('refuses to share %s', async (_, ask, status, expected) => {
    const answer = await ask({ account: account.id });
    expect(answer.status).toBe(status);
    if (expected.length > 0) expect(codes(answer as never)).toEqual(expected);
    expect((await owner.get<Shares>(`/accounts/${account.id}/shares`)).body.data).toEqual([]);
  });

  it('is nobody without the right to share, and nobody for more than they hold', async () => {
    const reader = await test.person({
      grants: [...grants(['account'], ['view', 'share'], 'all'), ...PEOPLE],
    });
    const looker = await test.person({ grants: [...grants(['account'], ['view', 'edit'], 'all'), ...PEOPLE] });
    expect((await share(looker, { userId: guest.userId, level: 'view' })).status).toBe(403);
    expect((await share(reader, { userId: guest.userId, level: 'edit' })).status).toBe(403);
    expect((await share(reader, { userId: guest.userId, level: 'view' })).status).toBe(200);
  });

  it('knows no shares of what has no owner', async () => {
    const products = await test.admin.get<Page>('/products');
    expect(products.status).toBe(200);
    expect((await test.admin.post(`/roles/${account.id}/shares`, { userId: guest.userId, level: 'view' })).status).toBe(
      404,
    );
  });
});
