import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anAccount } from '../factories/core.js';
import { codes } from '../factories/people.js';
import { Caller, createTestApp, grants, type TestApp } from '../support/app.js';

const TYPES = ['account', 'contact', 'activity', 'note', 'user', 'savedView'];
let test: TestApp;
let seller: Caller;
let account: { id: string };

beforeAll(async () => {
  test = await createTestApp();
  seller = await test.person({
    fullName: 'فروشنده',
    grants: [
      ...grants(TYPES, ['view', 'create', 'edit', 'export', 'history'], 'own'),
      ...grants(['user'], ['view'], 'all'),
    ],
    fields: [{ recordType: 'account', field: 'phone', level: 'masked' }],
  });
  account = await anAccount(seller, { name: 'کوشا' });
  await test.admin.patch(`/accounts/${account.id}`, { phone: '02188776655' });
  await anAccount(test.admin, { name: 'دیگری' });
});
afterAll(() => test?.close());

interface Token {
  accessToken: string;
  expiresIn: number;
}
const start = (caller: Caller, userId: string) => caller.post<Token>('/access/view-as', { userId });
async function view(caller: Caller, target: Caller): Promise<Caller> {
  const { body } = await start(caller, target.userId);
  return new Caller(test.app, target.userId, body.accessToken);
}

describe('looking as another user', () => {
  it('shows what they see, and who looks', async () => {
    const eyes = await view(test.admin, seller);
    const list = await eyes.get<{ data: { name: string; phone: string }[] }>('/accounts');
    expect(list.body.data).toEqual([expect.objectContaining({ name: 'کوشا', phone: '0218•••6655' })]);
    const me = await eyes.get('/me');
    expect(me.body).toMatchObject({ user: { id: seller.userId }, viewedBy: { userId: test.admin.userId } });
    expect((await seller.get('/me')).body).toMatchObject({ viewedBy: null });
  });

  it('is written into the history of the user', async () => {
    await start(test.admin, seller.userId);
    const { body } = await test.admin.get<{ data: object[] }>(`/users/${seller.userId}/history`);
    expect(body.data[0]).toMatchObject({ action: 'viewAs', actorId: test.admin.userId, detail: { minutes: 15 } });
  });

  it('changes nothing, uncovers nothing, and takes nothing along', async () => {
    const eyes = await view(test.admin, seller);
    const before = (await test.admin.get(`/accounts/${account.id}`)).body;
    const tries: [method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object][] = [
      ['POST', '/accounts', { name: 'x' }],
      ['PATCH', `/accounts/${account.id}`, { name: 'x' }],
      ['DELETE', `/accounts/${account.id}`],
      ['POST', `/accounts/${account.id}/reveal`, { field: 'phone' }],
      ['POST', `/accounts/${account.id}/shares`, { userId: test.admin.userId, level: 'view' }],
      ['POST', '/access/view-as', { userId: test.admin.userId }],
      ['POST', '/access/simulate', { grants: [], fields: [] }],
      ['POST', '/auth/password', { currentPassword: 'x', newPassword: 'y' }],
      ['POST', '/accounts/bulk-edit', { filter: { and: [] }, changes: { city: 'x' } }],
      ['POST', '/notifications/read', { all: true }],
    ];
    for (const [method, path, body] of tries) {
      const answer = await eyes.call(method, path, body);
      expect([path, answer.status, codes(answer)]).toEqual([path, 403, ['access.viewOnly']]);
    }
    for (const path of [
      '/accounts/export',
      '/notifications',
      '/auth/sessions',
      '/me/stream',
      '/access/explain?recordType=account',
    ]) {
      const answer = await eyes.get(path);
      expect([path, answer.status, codes(answer)]).toEqual([path, 403, ['access.viewClosed']]);
    }
    expect((await test.admin.get(`/accounts/${account.id}`)).body).toEqual(before);
  });

  it('is for whoever holds the right, and never for somebody who sees more', async () => {
    expect((await start(seller, test.admin.userId)).status).toBe(403);
    const looker = await test.person({
      grants: [
        ...grants(['viewAs'], ['edit'], 'all'),
        ...grants(TYPES, ['view', 'create', 'edit', 'export', 'history'], 'all'),
      ],
      fields: [{ recordType: 'account', field: 'phone', level: 'masked' }],
    });
    expect(codes(await start(looker, test.admin.userId))).toEqual(['access.escalation']);
    expect((await start(looker, seller.userId)).status).toBe(200);
    const open = await test.person({ grants: grants(['account'], ['view'], 'own') });
    // They see a field in full that the looker sees masked.
    expect(codes(await start(looker, open.userId))).toEqual(['access.escalation']);
    const near = await test.person({
      grants: [
        ...grants(['viewAs'], ['edit'], 'all'),
        ...grants(TYPES, ['view', 'create', 'edit', 'export', 'history'], 'own'),
        ...grants(['user'], ['view'], 'all'),
      ],
    });
    expect(codes(await start(near, seller.userId))).toEqual(['access.escalation']);
    expect(codes(await start(test.admin, test.admin.userId))).toEqual(['viewAs.self']);
    expect((await start(test.admin, '0199c0de-0000-7000-8000-000000000abc')).status).toBe(404);
  });

  it('ends on the next request with the right, the session, or the user', async () => {
    const role = [
      ...grants(['viewAs'], ['edit'], 'all'),
      ...grants(TYPES, ['view', 'create', 'edit', 'export', 'history'], 'all'),
    ];
    const looker = await test.person({ grants: role });
    const target = await test.person({ grants: grants(['account'], ['view'], 'own') });
    const eyes = await view(looker, target);
    expect((await eyes.get('/accounts')).status).toBe(200);
    const wider = await test.admin.post<{ id: string }>('/roles', {
      name: 'w',
      grants: grants(['lead'], ['view'], 'all'),
      fields: [],
    });
    const { body } = await test.admin.get<{ roleIds: string[] }>(`/users/${target.userId}`);
    await test.admin.patch(`/users/${target.userId}`, { roleIds: [...body.roleIds, wider.body.id] });
    expect((await eyes.get('/accounts')).status).toBe(401);
    await test.admin.patch(`/users/${target.userId}`, { roleIds: body.roleIds });
    expect((await eyes.get('/accounts')).status).toBe(200);
    await looker.post('/auth/logout', {});
    expect((await eyes.get('/accounts')).status).toBe(401);
  });
});
