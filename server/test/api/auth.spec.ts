import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { SignJWT, UnsecuredJWT } from 'jose';
import { TokenKeys } from '../../src/platform/access/token-keys.js';
import { clock } from '../../src/platform/context/clock.js';
import { makeRole, makeUser, statusOf } from '../factories/people.js';
import { ADMIN_PASSWORD, Caller, createTestApp, type TestApp } from '../support/app.js';

const FAILED = 'auth.failed';
const realNow = clock.now;

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterEach(() => {
  clock.now = realNow;
  jest.restoreAllMocks();
});
afterAll(() => test.close());

async function login(username: string, password: string, headers: Record<string, string> = {}) {
  return test.nobody.post<{ accessToken: string; code: string }>('/auth/login', { username, password }, headers);
}

/** Sign-in keeps its counters by address too; each group of tests comes from one of its own. */
async function loginFrom(ip: string, username: string, password: string) {
  const answer = await test.app.inject({
    method: 'POST',
    url: '/api/v1/auth/login',
    payload: { username, password },
    remoteAddress: ip,
  });
  return {
    status: answer.statusCode,
    body: answer.json<{ code: string }>(),
    retryAfter: answer.headers['retry-after'],
  };
}

describe('POST /auth/login', () => {
  it('answers a token for 15 minutes, the user and a cookie that scripts cannot read', async () => {
    const answer = await login('admin', ADMIN_PASSWORD);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      accessToken: expect.stringMatching(/^ey[\w-]+\.[\w-]+\.[\w-]+$/),
      expiresIn: 900,
      user: { id: test.admin.userId, username: 'admin', fullName: 'مدیر سامانه' },
    });
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^peyvand_refresh=[^;]+; Max-Age=\d+; Path=\/api\/v1\/auth; HttpOnly; SameSite=Strict$/,
    );
  });

  it('finds a name however its letters, digits and case were typed', async () => {
    const user = await makeUser(test, { username: 'علی۱۲' });
    for (const typed of ['علي۱۲', 'على12', 'علی١٢', ' علی۱۲ '])
      expect((await login(typed, user.password)).status).toBe(200);
    expect((await login('ADMIN', ADMIN_PASSWORD)).status).toBe(200);
  });

  it('takes a password to the letter', async () => {
    const user = await makeUser(test, { password: ' دو  فاصله و ي عربی ' });
    expect((await login(user.username, ' دو  فاصله و ي عربی ')).status).toBe(200);
    expect((await login(user.username, 'دو فاصله و ی عربی')).status).toBe(401);
  });

  it('answers alike for a wrong password, an unknown name, a disabled, a removed and a machine account', async () => {
    const disabled = await makeUser(test, { active: false });
    const removed = await makeUser(test);
    await test.admin.delete(`/users/${removed.id}`);
    const machine = await makeUser(test, { kind: 'integration', password: null });
    const tries = [
      ['admin', 'something wrong'],
      ['nobody-at-all', 'something wrong'],
      [disabled.username, disabled.password],
      [removed.username, removed.password],
      [machine.username, 'something wrong'],
    ] as const;
    const answers = await Promise.all(
      tries.map(([username, password], i) => loginFrom(`10.1.0.${i}`, username, password)),
    );
    const shown = answers.map(({ status, body }) => ({ status, ...body, requestId: undefined }));
    expect(new Set(shown.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(shown[0]).toMatchObject({ status: 401, code: FAILED });
  });

  it('works as hard for an unknown name as for a wrong password', async () => {
    const user = await makeUser(test);
    const names = { known: user.username, unknown: 'no-such-person-here' };
    // Processor time of the lightest of interleaved tries: what others on the machine and jobs add falls away, a
    // missing password check would not.
    const lightest = { known: Infinity, unknown: Infinity };
    for (let i = 0; i < 9; i += 1)
      for (const kind of ['known', 'unknown'] as const) {
        const before = process.cpuUsage();
        // Another address each time: a locked try is quick for everybody.
        await loginFrom(`10.2.${kind.length}.${i}`, names[kind], 'something wrong');
        const { user: own, system } = process.cpuUsage(before);
        lightest[kind] = Math.min(lightest[kind], own + system);
      }
    expect(lightest.unknown / lightest.known).toBeGreaterThan(0.5);
    expect(lightest.unknown / lightest.known).toBeLessThan(2);
  });

  it('closes an account for one address after five failures, and opens it again after the window', async () => {
    const user = await makeUser(test);
    for (let i = 0; i < 5; i += 1)
      expect((await loginFrom('10.3.0.1', user.username, 'something wrong')).status).toBe(401);
    const locked = await loginFrom('10.3.0.1', user.username, user.password);
    expect(locked).toMatchObject({ status: 429, body: { code: 'auth.locked' } });
    expect(Number(locked.retryAfter)).toBeGreaterThan(800);
    expect(Number(locked.retryAfter)).toBeLessThanOrEqual(900);
    expect((await loginFrom('10.3.0.2', user.username, user.password)).status).toBe(200);
    clock.now = () => new Date(realNow().getTime() + 16 * 60_000);
    expect((await loginFrom('10.3.0.1', user.username, user.password)).status).toBe(200);
  });

  it('closes names that do not exist just the same', async () => {
    for (let i = 0; i < 5; i += 1) await loginFrom('10.4.0.1', 'ghost', 'something wrong');
    expect(await loginFrom('10.4.0.1', 'ghost', 'something wrong')).toMatchObject({
      status: 429,
      body: { code: 'auth.locked' },
    });
  });

  it('lets through at most five of a hundred guesses at once', async () => {
    const user = await makeUser(test);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        loginFrom('10.5.0.1', user.username, i === 99 ? user.password : `guess number ${i}`),
      ),
    );
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(5);
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(95);
  });

  it('closes an account for everybody when it is guessed at from many addresses', async () => {
    const user = await makeUser(test);
    for (let i = 0; i < 20; i += 1) await loginFrom(`10.6.0.${i}`, user.username, 'something wrong');
    expect((await loginFrom('10.6.1.1', user.username, user.password)).status).toBe(429);
  });

  it('closes an address that tries many names', async () => {
    const tries = Array.from({ length: 60 }, (_, i) => loginFrom('10.7.0.1', `name-${i}`, 'something wrong'));
    expect((await Promise.all(tries)).every((answer) => answer.status === 401)).toBe(true);
    const user = await makeUser(test);
    expect((await loginFrom('10.7.0.1', user.username, user.password)).status).toBe(429);
  });

  it('forgets the failures of an account after a good password', async () => {
    const user = await makeUser(test);
    for (let round = 0; round < 3; round += 1) {
      for (let i = 0; i < 4; i += 1) await loginFrom('10.8.0.1', user.username, 'something wrong');
      expect((await loginFrom('10.8.0.1', user.username, user.password)).status).toBe(200);
    }
  });

  it('lets twenty good sign-ins of one person in at once', async () => {
    const user = await makeUser(test);
    const answers = await Promise.all(Array.from({ length: 20 }, () => login(user.username, user.password)));
    expect(answers.every((answer) => answer.status === 200)).toBe(true);
  });

  it('writes one line with the address for a failure, and never the password', async () => {
    const lines = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    await loginFrom('10.9.0.1', 'sara"\nfake line', 'Secret-Word-77');
    expect(lines.mock.calls.map(([line]) => line)).toEqual(['sign-in failed ip=10.9.0.1 user="sara\\"\\nfake line"']);
  });

  it.each([
    ['nothing', {}, ['auth.passwordMissing', 'auth.usernameMissing']],
    ['an empty name', { username: '', password: 'x' }, ['auth.usernameMissing']],
    ['an object for a name', { username: { $ne: 1 }, password: 'x' }, ['auth.usernameMissing']],
    ['a name of 201 letters', { username: 'a'.repeat(201), password: 'x' }, ['auth.usernameMissing']],
    ['a password of 1001 letters', { username: 'a', password: 'x'.repeat(1001) }, ['auth.passwordMissing']],
    ['an unknown property', { username: 'a', password: 'x', admin: true }, ['field.unknown']],
  ])('refuses %s', async (_, body, expected) => {
    const answer = await test.nobody.post<{ errors: { code: string }[] }>('/auth/login', body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error) => error.code).sort()).toEqual(expected);
  });
});

describe('access tokens', () => {
  const forged = async (make: (keys: TokenKeys, claims: { sid: string }) => Promise<string> | string) => {
    const { sid } = JSON.parse(Buffer.from(test.admin.token.split('.')[1] as string, 'base64url').toString()) as {
      sid: string;
    };
    return statusOf(new Caller(test.app, '', await make(test.app.get(TokenKeys), { sid })));
  };

  it('are refused when unsigned, of another algorithm, of another key or expired', async () => {
    const admin = test.admin.userId;
    const expired = (keys: TokenKeys, claims: { sid: string }) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(admin)
        .setExpirationTime(1)
        .sign(keys.accessKey);
    expect(
      await forged((_, claims) => new UnsecuredJWT(claims).setSubject(admin).setExpirationTime('1h').encode()),
    ).toBe(401);
    expect(
      await forged((keys, claims) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'HS512' })
          .setSubject(admin)
          .setExpirationTime('1h')
          .sign(Buffer.concat([keys.accessKey, keys.accessKey])),
      ),
    ).toBe(401);
    expect(
      await forged((keys, claims) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'HS384' })
          .setSubject(admin)
          .setExpirationTime('1h')
          .sign(Buffer.concat([keys.accessKey, Buffer.alloc(16)])),
      ),
    ).toBe(401);
    expect(
      await forged((keys, claims) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'HS256' })
          .setSubject(admin)
          .setExpirationTime('1h')
          .sign(keys.refreshKey),
      ),
    ).toBe(401);
    expect(await forged(expired)).toBe(401);
  });

  it('are refused for the session of somebody else', async () => {
    const user = await makeUser(test);
    const status = await forged((keys, claims) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(user.id)
        .setExpirationTime('1h')
        .sign(keys.accessKey),
    );
    expect(status).toBe(401);
    // The same token with its own session passes: it was the session that was refused.
    expect(
      await forged((keys, claims) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'HS256' })
          .setSubject(test.admin.userId)
          .setExpirationTime('1h')
          .sign(keys.accessKey),
      ),
    ).toBe(200);
  });

  it.each([
    'Bearer',
    'Bearer x.y.z',
    'Basic YWRtaW46eA==',
    'Bearer pk_nothing',
    'Bearer pk_000000000000_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  ])('are the only thing let in: %s', async (authorization) => {
    const answer = await test.nobody.get('/me', { authorization });
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ code: 'auth.required' });
  });
});

describe('every route', () => {
  it('takes back and gives rights on the next request', async () => {
    const roleId = await makeRole(test, []);
    const caller = await test.person({ roleIds: [roleId] });
    expect((await caller.get('/users')).status).toBe(403);
    await test.admin.patch(`/roles/${roleId}`, { grants: [{ recordType: 'user', action: 'view', scope: 'all' }] });
    expect((await caller.get('/users')).status).toBe(200);
    await test.admin.patch(`/roles/${roleId}`, { grants: [] });
    expect((await caller.get('/users')).status).toBe(403);
    await test.admin.patch(`/users/${caller.userId}`, { roleIds: [] });
    expect(await statusOf(caller)).toBe(200);
  });

  it('is closed to a disabled and to a removed user on the next request, and open again with a new sign-in only', async () => {
    const user = await makeUser(test);
    const caller = await test.signIn(user.username, user.password);
    await test.admin.patch(`/users/${user.id}`, { active: false });
    expect(await statusOf(caller)).toBe(401);
    await test.admin.patch(`/users/${user.id}`, { active: true });
    expect(await statusOf(caller)).toBe(401);
    const again = await test.signIn(user.username, user.password);
    await test.admin.delete(`/users/${user.id}`);
    expect(await statusOf(again)).toBe(401);
  });
});

describe('POST /auth/password', () => {
  it('changes the password, keeps this session and ends the others', async () => {
    const user = await makeUser(test);
    const [here, elsewhere] = [
      await test.signIn(user.username, user.password),
      await test.signIn(user.username, user.password),
    ];
    const answer = await here.post('/auth/password', {
      currentPassword: user.password,
      newPassword: 'رمز تازه و بلند',
    });
    expect(answer.status).toBe(204);
    expect([await statusOf(here), await statusOf(elsewhere)]).toEqual([200, 401]);
    expect((await login(user.username, user.password)).status).toBe(401);
    expect((await login(user.username, 'رمز تازه و بلند')).status).toBe(200);
  });

  it.each([
    ['nine letters', 'nine char', 'password.tooShort'],
    ['a phone number', '09121234567', 'password.common'],
    ['a row of figures', '1234567890', 'password.common'],
    ['the same in Persian digits', '۱۲۳۴۵۶۷۸۹۰', 'password.common'],
    ['one letter over and over', 'aaaaaaaaaaaaaa', 'password.common'],
    ['the user name with figures', 'USERNAME-12', 'password.isUsername'],
    ['more than 200 letters', 'x1y2'.repeat(51), 'password.tooLong'],
  ])('refuses %s', async (_, wanted, code) => {
    const user = await makeUser(test);
    const caller = await test.signIn(user.username, user.password);
    const newPassword = wanted.replace('USERNAME', user.username.toUpperCase());
    const answer = await caller.post<{ errors: unknown[] }>('/auth/password', {
      currentPassword: user.password,
      newPassword,
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([expect.objectContaining({ path: 'newPassword', code })]);
    expect((await login(user.username, user.password)).status).toBe(200);
  });

  it('asks for the current one, under the limits of sign-in', async () => {
    const user = await makeUser(test);
    const caller = await test.signIn(user.username, user.password);
    const change = (currentPassword: string) =>
      caller.post('/auth/password', { currentPassword, newPassword: 'رمز تازه و بلند' });
    for (let i = 0; i < 5; i += 1) expect((await change('something wrong')).status).toBe(422);
    expect((await change(user.password)).status).toBe(429);
  });
});
