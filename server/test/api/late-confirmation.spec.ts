import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Caller, createTestApp, EVERY_ACTION, grants, type TestApp } from '../support/app.js';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

/** What another server process does: straight into the database, past everything that this process remembers. */
const elsewhere = (sql: string, params: unknown[]) => test.door.asSystem('test', (uow) => uow.execute(sql, params));

/** Somebody whom this process remembers from a request before. */
async function warm(): Promise<Caller> {
  const person = await test.person({ grants: grants(['account', 'contact', 'opportunity'], EVERY_ACTION, 'own') });
  expect((await person.get('/accounts')).status).toBe(200);
  expect((await person.get('/accounts')).status).toBe(200);
  return person;
}

const accountsNamed = async (name: string) =>
  (await test.admin.get<{ data: unknown[] }>(`/accounts?q=${encodeURIComponent(name)}`)).body.data.length;

describe('a caller whom the process remembers', () => {
  it.each([
    ['a revoked session', 'update sessions set revoked_at = now() where user_id = $1'],
    ['an ended session', `update sessions set expires_at = now() - interval '1 second' where user_id = $1`],
    ['a disabled user', 'update users set active = false where id = $1', 'select access_refresh(array[$1::uuid])'],
  ])('is turned away at once after %s in another process', async (_, ...statements) => {
    const person = await warm();
    const { body: own } = await person.post('/accounts', { name: `پیش از ${_}` });
    for (const sql of statements) await elsewhere(sql, [person.userId]);
    expect((await person.get('/accounts')).status).toBe(401);
    for (const path of ['', '/file', '/timeline', '/timeline?kinds=nothing'])
      expect([path, (await person.get(`/accounts/${String(own.id)}${path}`)).status]).toEqual([path, 401]);
    expect((await person.get('/opportunities/board')).status).toBe(401);
    expect((await person.get('/search?q=')).status).toBe(401);
    expect((await person.get(`/search?q=${encodeURIComponent('پیش')}`)).status).toBe(401);
    expect((await person.post('/accounts', { name: `پس از ${_}` })).status).toBe(401);
    expect((await person.post('/accounts', { unknown: true })).status).toBe(401);
    expect((await person.patch(`/accounts/${String(own.id)}`, { name: 'دیگر' })).status).toBe(401);
    expect(await accountsNamed(`پس از ${_}`)).toBe(0);
    expect(await accountsNamed(`پیش از ${_}`)).toBe(1);
  });

  it('loses and gains rights with the next request', async () => {
    const person = await warm();
    const roleId = (await test.admin.get<{ roleIds: string[] }>(`/users/${person.userId}`)).body.roleIds[0] as string;
    const { body: role } = await test.admin.get<{ version: number }>(`/roles/${roleId}`);
    const give = (given: unknown[], fields: unknown[] = []) =>
      test.admin.patch(`/roles/${roleId}`, { grants: given, fields });
    expect(role.version).toBeGreaterThan(0);
    await test.admin.post('/accounts', { name: 'حساب دیگران', description: 'پنهان' });
    expect((await person.get<{ data: unknown[] }>('/accounts')).body.data).toEqual([]);
    await give(grants(['account'], ['view'], 'all'), [
      { recordType: 'account', field: 'description', level: 'hidden' },
    ]);
    const { body: seen } = await person.get<{ data: Record<string, unknown>[] }>('/accounts?sort=-id&limit=1');
    expect(seen.data).toMatchObject([{ name: 'حساب دیگران' }]);
    expect(seen.data[0]).not.toHaveProperty('description');
    expect((await person.get('/contacts')).status).toBe(403);
    await give(grants(['contact'], ['view'], 'own'));
    expect((await person.get('/accounts')).status).toBe(403);
    expect((await person.get('/contacts')).status).toBe(200);
  });

  it('is confirmed once per request, also by several statements, and when its use is to be noted again', async () => {
    const person = await warm();
    await elsewhere(`update sessions set last_seen_at = now() - interval '2 minutes' where user_id = $1`, [
      person.userId,
    ]);
    expect((await person.get('/accounts?include=owner&count=exact')).status).toBe(200);
    const [session] = await test.door.asSystem('test', (uow) =>
      uow.query<{ fresh: boolean }>(
        `select last_seen_at > now() - interval '1 minute' as fresh from sessions where user_id = $1`,
        [person.userId],
      ),
    );
    expect(session?.fresh).toBe(true);
  });
});
