import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeUser } from '../factories/people.js';
import { Caller, createTestApp, type TestApp } from '../support/app.js';

let app: TestApp;
let userId: string;

beforeAll(async () => {
  app = await createTestApp({ RATE_LIMIT_INTEGRATION: '5', RATE_LIMIT_PERSON: '40', RATE_LIMIT_ADDRESS: '10' });
  userId = (await makeUser(app, { kind: 'integration', password: undefined })).id;
});
afterAll(() => app.close());

async function machine(): Promise<Caller> {
  const made = await app.admin.post<{ key: string }>('/api-keys', { name: 'حسابداری', userId });
  return new Caller(app.app, userId, made.body.key);
}

/** Statuses of `count` calls, one after the other. */
async function statuses(caller: Caller, count: number, path = '/me'): Promise<number[]> {
  const got: number[] = [];
  for (let i = 0; i < count; i += 1) got.push((await caller.get(path)).status);
  return got;
}

describe('the limits of requests', () => {
  it('let an integration send its minute, over all its keys, and then say how long to wait', async () => {
    const [one, other] = [await machine(), await machine()];
    expect(await statuses(one, 5)).toEqual([200, 200, 200, 200, 200]);
    const refused = await other.get<{ code: string; detail: string }>('/me');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(12);
    expect(refused.body.code).toBe('request.tooMany');
    expect(refused.body.detail).toMatch(/[\u0600-\u06ff]/);
    expect((await app.admin.get('/me')).status).toBe(200);
  });

  it('change nothing when they refuse', async () => {
    const caller = await machine();
    await statuses(caller, 6);
    expect((await caller.post('/accounts', { name: 'بازرگانی آرمان' })).status).toBe(429);
    expect((await app.admin.get<{ data: unknown[] }>('/accounts')).body.data).toEqual([]);
  });

  it('count an address only when nobody known calls from it, and never a probe of health', async () => {
    const stranger = new Caller(app.app, '', 'pk_wrong');
    expect(await statuses(stranger, 12)).toContain(429);
    expect((await app.nobody.post('/auth/login', { username: 'x', password: 'y' })).status).toBe(429);
    expect((await app.admin.get('/me')).status).toBe(200);
    expect(await statuses(app.nobody, 12, '/health/live')).toEqual(Array(12).fill(200));
  });

  it('hold for a person as well', async () => {
    expect(await statuses(app.admin, 41)).toContain(429);
  });
});
