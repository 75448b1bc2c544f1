import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { clock } from '../../src/platform/context/clock.js';
import { codes, makeRole, makeUser } from '../factories/people.js';
import { Caller, createTestApp, EVERY_ACTION, grants, type TestApp } from '../support/app.js';

const realNow = clock.now;
const HOUR_MS = 3_600_000;
let test: TestApp;
let machine: string;
beforeAll(async () => {
  test = await createTestApp();
  const role = await makeRole(test, [
    ...grants(['account', 'contact'], EVERY_ACTION, 'all'),
    ...grants(['apiKey'], ['edit', 'view'], 'all'),
    ...grants(['user'], ['view'], 'all'),
  ]);
  machine = (await makeUser(test, { kind: 'integration', password: null, roleIds: [role] })).id;
}, 60_000);
afterEach(() => {
  clock.now = realNow;
});
afterAll(() => test.close());

interface Key {
  id: string;
  key: string;
  scopes: unknown;
  allowedIps: string[];
  expiresAt: string | null;
  replacesId: string | null;
}

const make = (more: object = {}) => test.admin.post<Key>('/api-keys', { name: 'حسابداری', userId: machine, ...more });
const callerOf = ({ key }: Key) => new Caller(test.app, machine, key);

describe('the scopes of an API key', () => {
  it('narrow it to what they name, and never widen it', async () => {
    const scopes = [{ recordType: 'account', actions: ['view'] }];
    const made = await make({ scopes });
    expect(made.body.scopes).toEqual(scopes);
    const caller = callerOf(made.body);
    expect((await caller.get('/accounts')).status).toBe(200);
    expect((await caller.get('/contacts')).status).toBe(403);
    expect((await caller.post('/accounts', { name: 'تازه' })).status).toBe(403);
    const sought = await test.admin.post<{ id: string }>('/contacts', { lastName: 'نیک‌نام' });
    expect(sought.status).toBe(201);
    const found = await caller.get<object>(`/search?q=${encodeURIComponent('نیک‌نام')}`);
    expect(JSON.stringify(found.body)).not.toContain(sought.body.id);
    // The user's own key still may.
    const whole = callerOf((await make()).body);
    expect((await whole.get('/contacts')).status).toBe(200);
    expect((await whole.post('/accounts', { name: 'تازه' })).status).toBe(201);
  });

  it('are refused beyond the user, and follow a right that the user loses', async () => {
    const beyond = await make({ scopes: [{ recordType: 'opportunity', actions: ['view'] }] });
    expect(codes(beyond)).toEqual(['apiKey.scopeBeyondUser']);
    expect(codes(await make({ scopes: [{ recordType: 'x', actions: ['view'] }] }))).toEqual(['role.unknownRecordType']);
    expect(codes(await make({ scopes: [{ recordType: 'account', actions: ['fly'] }] }))).toEqual([
      'role.unknownAction',
    ]);
    const role = await makeRole(test, grants(['account'], ['view'], 'all'));
    const other = (await makeUser(test, { kind: 'integration', password: null, roleIds: [role] })).id;
    const key = (await make({ userId: other, scopes: [{ recordType: 'account', actions: ['view'] }] })).body;
    const caller = new Caller(test.app, other, key.key);
    expect((await caller.get('/accounts')).status).toBe(200);
    await test.admin.patch(`/roles/${role}`, { grants: grants(['contact'], ['view'], 'all') });
    expect((await caller.get('/accounts')).status).toBe(403);
    expect((await caller.get('/contacts')).status).toBe(403);
  });

  it('let a narrow key make no wider one', async () => {
    const caller = callerOf(
      (
        await make({
          scopes: [
            { recordType: 'apiKey', actions: ['view', 'edit'] },
            { recordType: 'user', actions: ['view'] },
          ],
        })
      ).body,
    );
    expect((await caller.get('/api-keys')).status).toBe(200);
    expect(codes(await caller.post('/api-keys', { name: 'x', userId: machine }))).toEqual(['access.escalation']);
  });
});

describe('an API key', () => {
  it('is good only from its addresses', async () => {
    const here = (await make({ allowedIps: ['127.0.0.1', '10.1.2.3/24'] })).body;
    expect(here.allowedIps).toEqual(['127.0.0.1/32', '10.1.2.0/24']);
    expect((await callerOf(here).get('/accounts')).status).toBe(200);
    const elsewhere = (await make({ allowedIps: ['10.1.2.0/24', '2001:db8::/32'] })).body;
    expect((await callerOf(elsewhere).get('/accounts')).status).toBe(401);
    expect(codes(await make({ allowedIps: ['10.1.2.0/33'] }))).toEqual(['apiKey.notANetwork']);
    expect(codes(await make({ allowedIps: ['example.ir'] }))).toEqual(['apiKey.notANetwork']);
  });

  it('is replaced by another with the same limits, and both are good for a while', async () => {
    const scopes = [{ recordType: 'account', actions: ['view'] }];
    const old = (await make({ scopes, allowedIps: ['127.0.0.0/8'] })).body;
    const answer = await test.admin.post<Key>(`/api-keys/${old.id}/rotate`, { overlapHours: 2 });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ scopes, allowedIps: ['127.0.0.0/8'], replacesId: old.id, expiresAt: null });
    const statuses = async () => [
      (await callerOf(old).get('/accounts')).status,
      (await callerOf(answer.body).get('/accounts')).status,
    ];
    expect(await statuses()).toEqual([200, 200]);
    expect((await callerOf(answer.body).get('/contacts')).status).toBe(403);
    clock.now = () => new Date(realNow().getTime() + 3 * HOUR_MS);
    expect(await statuses()).toEqual([401, 200]);
    clock.now = realNow;
    await test.admin.delete(`/api-keys/${answer.body.id}`);
    expect((await test.admin.post(`/api-keys/${answer.body.id}/rotate`, {})).status).toBe(404);
    expect(codes(await test.admin.post(`/api-keys/${old.id}/rotate`, { overlapHours: 1_000 }))).toEqual([
      'field.tooLarge',
    ]);
  });
});
