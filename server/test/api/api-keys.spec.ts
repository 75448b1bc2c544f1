import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { clock } from '../../src/platform/context/clock.js';
import { codes, makeRole, makeUser, readyRole, statusOf } from '../factories/people.js';
import { Caller, createTestApp, grants, type TestApp } from '../support/app.js';

const realNow = clock.now;
let test: TestApp;
let machine: string;
beforeAll(async () => {
  test = await createTestApp();
  const role = await makeRole(test, grants(['user'], ['view'], 'all'));
  machine = (await makeUser(test, { kind: 'integration', password: null, roleIds: [role] })).id;
});
afterEach(() => {
  clock.now = realNow;
});
afterAll(() => test.close());

interface KeyBody {
  id: string;
  key: string;
  prefix: string;
  lastUsedAt: string | null;
}

async function makeKey(more: Record<string, unknown> = {}): Promise<KeyBody & { caller: Caller }> {
  const answer = await test.admin.post<KeyBody>('/api-keys', { name: 'حسابداری', userId: machine, ...more });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return { ...answer.body, caller: new Caller(test.app, machine, answer.body.key) };
}

const listed = async (id: string) =>
  (await test.admin.get<{ data: KeyBody[] }>('/api-keys')).body.data.find((key) => key.id === id) as KeyBody;

describe('/api-keys', () => {
  it('makes a key that acts as its user, with the rights of that user', async () => {
    const { caller, key, prefix } = await makeKey();
    expect(key).toMatch(new RegExp(`^pk_${prefix}_[A-Za-z0-9_-]{43}$`));
    expect((await caller.get<{ user: { id: string } }>('/me')).body.user.id).toBe(machine);
    expect((await caller.get('/users')).status).toBe(200);
    expect((await caller.get('/roles')).status).toBe(403);
    expect((await caller.post('/auth/password', { currentPassword: 'x', newPassword: 'یک گذرواژهٔ خوب' })).status).toBe(
      403,
    );
  });

  it('keeps only the hash, and shows the key once', async () => {
    const { id, key } = await makeKey();
    const rows = await test.door.asSystem('test', async (uow) => [
      await uow.query('select * from api_keys'),
      await uow.query('select * from changes'),
    ]);
    expect(JSON.stringify(rows)).not.toContain(key.slice(16));
    expect(JSON.stringify(await listed(id))).not.toMatch(/hash|pk_/);
  });

  it('makes one key of a repeated request, and keeps no answer with a secret', async () => {
    const make = () =>
      test.admin.post<KeyBody>('/api-keys', { name: 'یک بار', userId: machine }, { 'idempotency-key': 'key-once' });
    const first = await make();
    const again = await make();
    expect([first.status, again.status, codes(again)]).toEqual([201, 409, ['idempotency.shownOnce']]);
    const stored = await test.door.asSystem('test', (uow) => uow.query('select body from idempotency_keys'));
    expect(JSON.stringify(stored)).not.toContain(first.body.key.slice(16));
    const all = await test.admin.get<{ data: { name: string }[] }>('/api-keys');
    expect(all.body.data.filter((key) => key.name === 'یک بار')).toHaveLength(1);
  });

  it('is refused on the next request once revoked, expired, or its user disabled', async () => {
    const revoked = await makeKey();
    expect(await statusOf(revoked.caller)).toBe(200);
    expect((await test.admin.delete(`/api-keys/${revoked.id}`)).status).toBe(204);
    expect(await statusOf(revoked.caller)).toBe(401);
    expect((await test.admin.delete(`/api-keys/${revoked.id}`)).status).toBe(404);

    const expiring = await makeKey({ expiresAt: new Date(Date.now() + 60_000).toISOString() });
    expect(await statusOf(expiring.caller)).toBe(200);
    clock.now = () => new Date(realNow().getTime() + 61_000);
    expect(await statusOf(expiring.caller)).toBe(401);
    clock.now = realNow;

    const living = await makeKey();
    await test.admin.patch(`/users/${machine}`, { active: false });
    expect(await statusOf(living.caller)).toBe(401);
    await test.admin.patch(`/users/${machine}`, { active: true });
    expect(await statusOf(living.caller)).toBe(200);
  });

  it('leaves its mark in the log of changes', async () => {
    const role = await makeRole(test, [
      ...grants(['team'], ['create', 'view'], 'all'),
      ...grants(['user'], ['view'], 'all'),
    ]);
    const erp = await makeUser(test, { kind: 'integration', password: null, roleIds: [role] });
    const { caller } = await makeKey({ userId: erp.id });
    const team = await caller.post<{ id: string }>('/teams', { name: 'از راه دور' });
    const logged = await test.door.asSystem('test', (uow) =>
      uow.query('select source, actor_id from changes where record_id = $1', [team.body.id]),
    );
    expect(logged).toEqual([{ source: 'api', actor_id: erp.id }]);
  });

  it('refuses a key with another secret or another prefix', async () => {
    const [a, b] = [await makeKey(), await makeKey()];
    const mixed = `pk_${a.prefix}_${b.key.slice(-43)}`;
    expect(await statusOf(new Caller(test.app, machine, mixed))).toBe(401);
  });

  it('notes its use at most once a minute', async () => {
    const { id, caller } = await makeKey();
    expect((await listed(id)).lastUsedAt).toBeNull();
    await statusOf(caller);
    const first = (await listed(id)).lastUsedAt;
    expect(first).not.toBeNull();
    await statusOf(caller);
    expect((await listed(id)).lastUsedAt).toBe(first);
    clock.now = () => new Date(realNow().getTime() + 61_000);
    await statusOf(caller);
    expect((await listed(id)).lastUsedAt).not.toBe(first);
  });

  it('is for integration users only, and for who may make it', async () => {
    const person = await makeUser(test);
    expect(codes(await test.admin.post('/api-keys', { name: 'x', userId: person.id }))).toEqual([
      'apiKey.notIntegration',
    ]);
    expect(codes(await test.admin.post('/api-keys', { name: 'x', userId: 'nobody' }))).toEqual(['field.notId']);
    expect(
      codes(await test.admin.post('/api-keys', { name: 'x', userId: machine, expiresAt: '2020-01-01T00:00:00Z' })),
    ).toEqual(['apiKey.expired']);
    const keeper = await test.person({
      grants: [...grants(['apiKey'], ['edit'], 'all'), ...grants(['user'], ['view'], 'all')],
    });
    expect((await keeper.post('/api-keys', { name: 'x', userId: machine })).status).toBe(201);
    const mighty = await makeUser(test, {
      kind: 'integration',
      password: null,
      roleIds: [await readyRole(test, 'administrator')],
    });
    expect(codes(await keeper.post('/api-keys', { name: 'x', userId: mighty.id }))).toEqual(['access.escalation']);
    expect((await (await test.person()).get('/api-keys')).status).toBe(403);
  });
});
