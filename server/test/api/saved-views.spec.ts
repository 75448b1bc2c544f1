import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codes, makeTeam } from '../factories/people.js';
import { type Caller, createTestApp, EVERY_ACTION, grants, type TestApp } from '../support/app.js';

let test: TestApp;
let owner: Caller;
let mate: Caller;
let stranger: Caller;
beforeAll(async () => {
  test = await createTestApp();
  const rights = [
    ...grants(['savedView'], ['view', 'create', 'edit', 'delete', 'restore'], 'own'),
    ...grants(['user'], ['view'], 'all'),
  ];
  owner = await test.person({ grants: rights });
  mate = await test.person({ grants: rights });
  stranger = await test.person({ grants: rights });
  await test.admin.post('/teams', { name: 'ما', memberIds: [owner.userId, mate.userId] });
});
afterAll(() => test.close());

const view = (more: Record<string, unknown> = {}) => ({ name: 'فعال‌ها', recordType: 'user', ...more });

async function make(audience: string): Promise<string> {
  const answer = await owner.post<{ id: string; ownerId: string }>(
    '/saved-views',
    view({ audience, filter: { field: 'active', op: 'eq', value: true } }),
  );
  expect([answer.status, answer.body.ownerId]).toEqual([201, owner.userId]);
  return answer.body.id;
}

describe('/saved-views', () => {
  it.each([
    ['mine', [200, 404, 404, 200]],
    ['team', [200, 200, 404, 200]],
    ['everyone', [200, 200, 200, 200]],
  ])('of audience %s are seen by owner, teammate, stranger, administrator: %j', async (audience, expected) => {
    const id = await make(audience);
    const callers = [owner, mate, stranger, test.admin];
    const statuses = await Promise.all(callers.map(async (caller) => (await caller.get(`/saved-views/${id}`)).status));
    expect(statuses).toEqual(expected);
    const listed = await Promise.all(
      callers.map(async (caller) =>
        (await caller.get<{ data: { id: string }[] }>('/saved-views?limit=200')).body.data.some((row) => row.id === id),
      ),
    );
    expect(listed).toEqual(expected.map((status) => status === 200));
  });

  it('are the default of others only by an administrator', async () => {
    const layout = { isDefault: true };
    const shared = { audience: 'everyone', layout };
    expect((await owner.post('/saved-views', view(shared))).status).toBe(422);
    expect((await owner.post('/saved-views', view({ audience: 'mine', layout }))).status).toBe(201);
    const plain = await make('team');
    expect((await owner.patch(`/saved-views/${plain}`, { layout })).status).toBe(422);
    expect((await test.admin.post('/saved-views', view(shared))).status).toBe(201);
  });

  it('are changed and removed by their owner and the administrator only', async () => {
    const id = await make('everyone');
    for (const caller of [mate, stranger]) {
      expect((await caller.patch(`/saved-views/${id}`, { name: 'دزدی' })).status).toBe(403);
      expect((await caller.patch(`/saved-views/${id}`, { ownerId: caller.userId })).status).toBe(403);
      expect((await caller.delete(`/saved-views/${id}`)).status).toBe(403);
    }
    expect((await owner.patch(`/saved-views/${id}`, { name: 'تازه' })).body).toMatchObject({
      name: 'تازه',
      version: 2,
    });
    expect((await test.admin.patch(`/saved-views/${id}`, { name: 'تازه‌تر' })).body).toMatchObject({
      name: 'تازه‌تر',
      ownerId: owner.userId,
    });
    expect((await owner.delete(`/saved-views/${id}`)).status).toBe(204);
    expect((await mate.post(`/saved-views/${id}/restore`)).status).toBe(403);
    expect((await owner.post(`/saved-views/${id}/restore`)).status).toBe(200);
  });

  it('cannot be put under the name of somebody else', async () => {
    expect(codes(await owner.post('/saved-views', view({ ownerId: mate.userId })))).toEqual(['field.readonly']);
  });

  it('return what was saved', async () => {
    const body = view({
      filter: {
        and: [
          { field: 'active', op: 'eq', value: true },
          { field: 'fullName', op: 'contains', value: 'علی' },
        ],
      },
      sort: '-fullName',
      columns: ['fullName', 'email'],
      layout: { kind: 'table', density: 'compact' },
      position: 3,
    });
    const made = await owner.post<{ id: string }>('/saved-views', body);
    expect((await owner.get(`/saved-views/${made.body.id}`)).body).toMatchObject(body);
  });

  it.each([
    ['an unknown record type', { recordType: 'spaceship' }, 'savedView.unknownRecordType'],
    ['a record type that the caller may not view', { recordType: 'role' }, 'savedView.unknownRecordType'],
    ['a filter on an unknown field', { filter: { field: 'shoeSize', op: 'eq', value: 1 } }, 'filter.unknownField'],
    ['a filter that is none', { filter: { a: 1 } }, 'filter.unknownKey'],
    ['a sort by an unknown field', { sort: 'shoeSize' }, 'filter.unknownField'],
    ['an unknown column', { columns: ['fullName', 'password'] }, 'filter.unknownField'],
    ['an unknown audience', { audience: 'world' }, 'field.notAChoice'],
  ])('refuse %s', async (_, more, code) => {
    const answer = await owner.post('/saved-views', view(more));
    expect([400, 422]).toContain(answer.status);
    expect(codes(answer)).toEqual([code]);
  });
});

describe('views for chosen people', () => {
  it('are seen by the people, teams and roles that they name, and by nobody else', async () => {
    const team = await makeTeam(test, 'پیگیری فروش');
    const rights = [
      ...grants(['savedView'], EVERY_ACTION, 'own'),
      ...grants(['account', 'user', 'team', 'role'], ['view'], 'all'),
    ];
    const [author, named, mate, holder, other] = await Promise.all([
      test.person({ grants: rights }),
      test.person({ grants: rights }),
      test.person({ grants: rights, teamIds: [team] }),
      test.person({ grants: rights }),
      test.person({ grants: rights }),
    ]);
    const [role] = (await test.admin.get<{ roleIds: string[] }>(`/users/${holder.userId}`)).body.roleIds as [string];
    const made = await author.post<{ id: string }>('/saved-views', {
      name: 'برای چند نفر',
      recordType: 'account',
      audience: 'chosen',
      userIds: [named.userId],
      teamIds: [team],
      roleIds: [role],
    });
    expect(made.status).toBe(201);
    const seen = await Promise.all(
      [author, named, mate, holder, other].map(async (who) => (await who.get(`/saved-views/${made.body.id}`)).status),
    );
    expect(seen).toEqual([200, 200, 200, 200, 404]);
    expect((await named.patch(`/saved-views/${made.body.id}`, { name: 'دیگر' })).status).toBe(403);
    const nobody = await author.post('/saved-views', { name: 'هیچ‌کس', recordType: 'account', audience: 'chosen' });
    expect(nobody.status).toBe(422);
  });
});
