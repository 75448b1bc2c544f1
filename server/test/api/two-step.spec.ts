import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { generate } from 'otplib';
import { clock } from '../../src/platform/context/clock.js';
import { codes, makeRole, makeUser, type MadeUser, statusOf } from '../factories/people.js';
import { Caller, createTestApp, type TestApp } from '../support/app.js';

const realNow = clock.now;
let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterEach(() => {
  clock.now = realNow;
});
afterAll(() => test.close());

interface Said {
  readonly code: string;
  readonly step: string;
  readonly ticket: string;
  readonly secret: string;
  readonly recoveryCodes: string[];
  readonly accessToken: string;
}

let ip = 0;

/** A call from an address of its own, so that limits of one test don't reach another. */
async function from(address: string, route: string, payload: object) {
  const answer = await test.app.inject({
    method: 'POST',
    url: `/api/v1/auth/${route}`,
    payload,
    remoteAddress: address,
    headers: { 'user-agent': 'tests' },
  });
  return {
    status: answer.statusCode,
    body: (answer.body === '' ? {} : answer.json()) as Said,
    cookie: answer.headers['set-cookie'],
  };
}

class Visitor {
  readonly address = `10.40.${(ip += 1)}.1`;

  constructor(readonly user: MadeUser) {}

  login(otp?: string) {
    return from(this.address, 'login', {
      username: this.user.username,
      password: this.user.password,
      ...(otp && { otp }),
    });
  }

  send(route: string, payload: object) {
    return from(this.address, route, payload);
  }

  async caller(): Promise<Caller> {
    return test.signIn(this.user.username, this.user.password);
  }
}

/** The code of a secret, `steps` of 30 seconds from now. */
const codeOf = (secret: string, steps = 0) =>
  generate({ secret, epoch: Math.floor(clock.now().getTime() / 1000) + steps * 30 });

/** Somebody with the second step in force. */
async function withTwoStep() {
  const user = await makeUser(test);
  const visitor = new Visitor(user);
  const caller = await visitor.caller();
  const begun = await caller.post<Said>('/auth/two-step/begin', { currentPassword: user.password });
  const { secret } = begun.body;
  const confirmed = await caller.post<Said>('/auth/two-step/confirm', { otp: await codeOf(secret, -1) });
  expect([begun.status, confirmed.status]).toEqual([200, 200]);
  return { user, visitor, caller, secret, recoveryCodes: confirmed.body.recoveryCodes };
}

describe('the second step', () => {
  it('asks for a code after the password, gives ten recovery codes once, and is kept sealed', async () => {
    const { visitor, secret, recoveryCodes, caller } = await withTwoStep();
    expect(new Set(recoveryCodes).size).toBe(10);
    const first = await visitor.login();
    expect(first).toMatchObject({ status: 401, body: { code: 'auth.otpRequired', step: 'code', expiresIn: 300 } });
    expect(first.cookie).toBeUndefined();
    const { ticket } = first.body;
    const second = await visitor.send('two-step', { ticket, otp: await codeOf(secret) });
    expect(second.status).toBe(200);
    expect(String(second.cookie)).toContain('peyvand_refresh=');
    expect(await statusOf(new Caller(test.app, '', second.body.accessToken))).toBe(200);
    expect((await caller.get('/auth/two-step')).body).toMatchObject({
      on: true,
      recoveryCodesLeft: 10,
      required: false,
    });
    const kept = await test.door.asSystem('test', async (uow) => [
      await uow.query('select * from two_step'),
      await uow.query('select * from recovery_codes'),
      await uow.query('select * from one_time_tickets'),
    ]);
    const text = JSON.stringify(kept);
    for (const secretText of [secret, ticket, ...recoveryCodes]) expect(text).not.toContain(secretText);
  });

  it('shows secrets and recovery codes once, and keeps none for a repeat with the same key', async () => {
    const user = await makeUser(test);
    const caller = await new Visitor(user).caller();
    const own = { currentPassword: user.password };
    const twice = async (step: string, body: object) => {
      const key = { 'idempotency-key': step };
      const first = await caller.post<Said>(`/auth/two-step/${step}`, body, key);
      const again = await caller.post(`/auth/two-step/${step}`, body, key);
      expect([first.status, again.status, codes(again)]).toEqual([200, 409, ['idempotency.shownOnce']]);
      return first.body;
    };
    const { secret } = await twice('begin', own);
    const { recoveryCodes } = await twice('confirm', { otp: await codeOf(secret, -1) });
    const { recoveryCodes: renewed } = await twice('recovery-codes', own);
    const kept = await test.door.asSystem('test', (uow) => uow.query('select body from idempotency_keys'));
    for (const shown of [secret, ...recoveryCodes, ...renewed]) expect(JSON.stringify(kept)).not.toContain(shown);
  });

  it('takes the code with the password as well, also in Persian digits and a step early or late', async () => {
    const { visitor, secret } = await withTwoStep();
    const persian = (code: string) => [...code].map((digit) => '۰۱۲۳۴۵۶۷۸۹'[Number(digit)]).join('');
    expect((await visitor.login(persian(await codeOf(secret)))).status).toBe(200);
    expect((await visitor.login(await codeOf(secret, 1))).status).toBe(200);
    expect((await visitor.login(await codeOf(secret, 3))).body.code).toBe('auth.otpInvalid');
    expect((await visitor.login(await codeOf(secret, -3))).body.code).toBe('auth.otpInvalid');
  });

  it('takes a code, a recovery code and a ticket once, also when twenty come at once', async () => {
    const { visitor, secret, recoveryCodes } = await withTwoStep();
    const otp = await codeOf(secret);
    const { ticket } = (await visitor.login()).body;
    const { ticket: other } = (await visitor.login()).body;
    const race = await Promise.all(Array.from({ length: 20 }, () => visitor.send('two-step', { ticket, otp })));
    expect(race.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await visitor.send('two-step', { ticket: other, otp })).body.code).toBe('auth.otpInvalid');
    const [recovery] = recoveryCodes as [string];
    const { ticket: third } = (await visitor.login()).body;
    expect(
      (await visitor.send('two-step', { ticket: third, otp: recovery.toUpperCase().replace('-', ' ') })).status,
    ).toBe(200);
    const { ticket: fourth } = (await visitor.login()).body;
    expect((await visitor.send('two-step', { ticket: fourth, otp: recovery })).body.code).toBe('auth.otpInvalid');
  });

  it('gives a ticket that only its own route takes, for its own time', async () => {
    const { visitor, secret } = await withTwoStep();
    const { ticket } = (await visitor.login()).body;
    const newPassword = 'دریای آرام و آبی';
    const elsewhere = [
      await visitor.send('two-step/enrolment', { ticket }),
      await visitor.send('password/renewal', { ticket, newPassword }),
      await visitor.send('invitation', { ticket, newPassword }),
      await visitor.send('invitation/look', { ticket }),
    ];
    expect(elsewhere.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
    expect(await statusOf(new Caller(test.app, '', ticket))).toBe(401);
    expect((await from('10.41.0.1', 'refresh', {})).status).toBe(401);
    clock.now = () => new Date(realNow().getTime() + 301_000);
    expect((await visitor.send('two-step', { ticket, otp: await codeOf(secret) })).body.code).toBe('auth.ticketOver');
  });

  it('is guessed at no oftener than a password, and wrong codes count over tickets', async () => {
    const { visitor, secret } = await withTwoStep();
    const statuses: number[] = [];
    for (let i = 0; i < 1_000 / 20; i += 1) {
      const { ticket } = (await visitor.login()).body;
      statuses.push((await visitor.send('two-step', { ticket: ticket ?? '', otp: String(100_000 + i) })).status);
    }
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(50);
    expect((await visitor.login(await codeOf(secret))).body.code).toBe('auth.locked');
    const wrong = await test.door.asSystem('test', (uow) =>
      uow.one<{ count: number }>(
        `select count(*)::integer from sign_in_log where event = 'secondStepFailed' and user_id = $1`,
        [visitor.user.id],
      ),
    );
    expect(wrong?.count).toBe(5);
  });

  it('ends with the password change whatever sign-in was half done', async () => {
    const { visitor, secret, user } = await withTwoStep();
    const { ticket } = (await visitor.login()).body;
    await test.admin.patch(`/users/${user.id}`, { password: 'گذرواژه‌ای دیگر ۷' });
    expect((await visitor.send('two-step', { ticket, otp: await codeOf(secret) })).body.code).toBe('auth.ticketOver');
  });

  it('is demanded by a role: the first sign-in sets it up, and it cannot be taken away', async () => {
    const roleId = await makeRole(test, [], { requiresTwoFactor: true });
    const user = await makeUser(test, { roleIds: [roleId] });
    const visitor = new Visitor(user);
    const first = await visitor.login();
    expect(first.body).toMatchObject({ code: 'auth.twoStepRequired', step: 'enrolment' });
    const { ticket } = first.body;
    const begun = await visitor.send('two-step/enrolment', { ticket });
    expect(begun.body).toEqual({ secret: expect.any(String), uri: expect.stringContaining('otpauth://totp/Peyvand') });
    expect((await visitor.send('two-step/enrolment', { ticket, otp: '000000' })).body.code).toBe('auth.otpInvalid');
    const done = await visitor.send('two-step/enrolment', { ticket, otp: await codeOf(begun.body.secret) });
    expect(done.body.recoveryCodes).toHaveLength(10);
    const caller = new Caller(test.app, user.id, done.body.accessToken);
    expect(await statusOf(caller)).toBe(200);
    expect((await visitor.login()).body.code).toBe('auth.otpRequired');
    const removal = await caller.post('/auth/two-step/removal', {
      currentPassword: user.password,
      otp: await codeOf(begun.body.secret, 1),
    });
    expect(codes(removal)).toEqual(['twoStep.required']);
  });

  it('is taken away with password and code, and by an administrator, who ends the sessions', async () => {
    const one = await withTwoStep();
    const remove = (currentPassword: string, otp: string) =>
      one.caller.post('/auth/two-step/removal', { currentPassword, otp });
    expect(codes(await remove('wrong', await codeOf(one.secret)))).toEqual(['password.wrong']);
    expect(codes(await remove(one.user.password, '000000'))).toEqual(['auth.otpInvalid']);
    expect((await remove(one.user.password, await codeOf(one.secret))).status).toBe(204);
    expect((await one.visitor.login()).status).toBe(200);
    const two = await withTwoStep();
    expect((await test.admin.post(`/users/${two.user.id}/reset-two-step`)).status).toBe(204);
    expect(await statusOf(two.caller)).toBe(401);
    expect((await two.visitor.login()).status).toBe(200);
    expect((await test.admin.post(`/users/${two.user.id}/reset-two-step`)).status).toBe(409);
  });
});

describe('a forced change of the password', () => {
  it('lets the next sign-in go on only with a new password', async () => {
    const user = await makeUser(test);
    const visitor = new Visitor(user);
    expect((await test.admin.post(`/users/${user.id}/force-password`)).status).toBe(204);
    const first = await visitor.login();
    expect(first.body).toMatchObject({ code: 'auth.passwordRenewalRequired', step: 'renewal' });
    const renew = (newPassword: string) => visitor.send('password/renewal', { ticket: first.body.ticket, newPassword });
    expect(codes(await renew('short'))).toEqual(['password.tooShort']);
    expect(codes(await renew(user.password))).toEqual(['password.same']);
    expect((await renew('باران-پاییزی-تهران')).status).toBe(200);
    expect((await visitor.login()).status).toBe(401);
    expect(
      (await from(visitor.address, 'login', { username: user.username, password: 'باران-پاییزی-تهران' })).status,
    ).toBe(200);
  });

  it('follows from the age of the password, and former passwords do not come again', async () => {
    const user = await makeUser(test);
    await test.admin.patch('/settings/sign-in', { maxAgeDays: 90, history: 3, minLength: 12 });
    const caller = await test.signIn(user.username, user.password);
    const change = (currentPassword: string, newPassword: string) =>
      caller.post('/auth/password', { currentPassword, newPassword });
    expect(codes(await change(user.password, 'یازده حرفی'))).toEqual(['password.tooShort']);
    expect((await change(user.password, 'گذرواژهٔ دوم من')).status).toBe(204);
    expect(codes(await change('گذرواژهٔ دوم من', user.password))).toEqual(['password.usedBefore']);
    clock.now = () => new Date(realNow().getTime() + 91 * 86_400_000);
    const late = await from('10.42.0.1', 'login', { username: user.username, password: 'گذرواژهٔ دوم من' });
    expect(late.body.code).toBe('auth.passwordRenewalRequired');
    clock.now = realNow;
    await test.admin.patch('/settings/sign-in', { maxAgeDays: 0, history: 0, minLength: 10 });
  });
});

describe('an invitation', () => {
  const invited = async () => {
    const user = await makeUser(test, { password: null });
    const answer = await test.admin.post<{ token: string; link: string }>(`/users/${user.id}/invite`);
    expect(answer.status).toBe(200);
    return { user, ...answer.body };
  };
  const accept = (ticket: string, newPassword = 'کوهستان-سبز-البرز') =>
    from('10.43.0.1', 'invitation', { ticket, newPassword });

  it('lets somebody choose a password once, and tells only whoever has the link for whom it is', async () => {
    const { user, token, link } = await invited();
    expect(link).toBe(`/invitation#${token}`);
    expect((await from('10.43.0.1', 'invitation/look', { ticket: token })).body).toMatchObject({
      username: user.username,
      minLength: 10,
    });
    expect(codes(await accept(token, user.username))).toEqual(['password.isUsername']);
    expect((await accept(token)).status).toBe(204);
    expect((await accept(token, 'گذرواژهٔ دیگری')).body.code).toBe('auth.linkOver');
    await test.signIn(user.username, 'کوهستان-سبز-البرز');
  });

  it('ends with its time, with a newer one, with a new password, and with the account', async () => {
    const late = await invited();
    clock.now = () => new Date(realNow().getTime() + 73 * 3_600_000);
    expect((await accept(late.token)).body.code).toBe('auth.linkOver');
    clock.now = realNow;
    const older = await invited();
    const newer = await test.admin.post<{ token: string }>(`/users/${older.user.id}/invite`);
    expect((await accept(older.token)).body.code).toBe('auth.linkOver');
    await test.admin.patch(`/users/${older.user.id}`, { password: 'دیگری انتخاب شد ۳' });
    expect((await accept(newer.body.token)).body.code).toBe('auth.linkOver');
    const gone = await invited();
    await test.admin.patch(`/users/${gone.user.id}`, { active: false });
    await test.admin.patch(`/users/${gone.user.id}`, { active: true });
    expect((await accept(gone.token)).body.code).toBe('auth.linkOver');
    for (const wrong of ['', 'x', 'a'.repeat(43)]) expect((await accept(wrong)).body.code).toBe('auth.linkOver');
  });

  it('is made by whoever may edit the user, never for somebody who may do more, and for active persons only', async () => {
    const editor = await test.person({
      grants: [
        { recordType: 'user', action: 'view', scope: 'all' },
        { recordType: 'user', action: 'edit', scope: 'all' },
      ],
    });
    const user = await makeUser(test);
    expect((await editor.post(`/users/${user.id}/invite`)).status).toBe(200);
    for (const verb of ['invite', 'force-password', 'end-sessions', 'reset-two-step']) {
      const answer = await editor.post<{ code: string }>(
        `/users/${test.admin.userId}/${verb}`,
        verb === 'end-sessions' ? {} : undefined,
      );
      expect([verb, answer.status, answer.body.code]).toEqual([verb, 403, 'access.escalation']);
    }
    expect((await editor.get(`/users/${test.admin.userId}/access`)).status).toBe(403);
    const looker = await test.person({ grants: [{ recordType: 'user', action: 'view', scope: 'all' }] });
    expect((await looker.post(`/users/${user.id}/invite`)).status).toBe(403);
    const machine = await makeUser(test, { kind: 'integration', password: null });
    expect((await test.admin.post<{ code: string }>(`/users/${machine.id}/invite`)).body.code).toBe(
      'user.notInvitable',
    );
  });
});

describe('the sessions of a user', () => {
  it('are listed for administrators, and end one by one or all at once on the next request', async () => {
    const user = await makeUser(test);
    const [a, b] = [await test.signIn(user.username, user.password), await test.signIn(user.username, user.password)];
    const { body } = await test.admin.get<{ sessions: { id: string }[]; hasPassword: boolean }>(
      `/users/${user.id}/access`,
    );
    expect(body).toMatchObject({ hasPassword: true, sessions: [expect.anything(), expect.anything()] });
    const end = (body: object) => test.admin.post<{ revoked: number }>(`/users/${user.id}/end-sessions`, body);
    expect((await end({ sessionId: body.sessions[0]?.id })).body).toEqual({ revoked: 1 });
    expect((await Promise.all([a, b].map(statusOf))).sort()).toEqual([200, 401]);
    expect((await end({})).body).toEqual({ revoked: 1 });
    expect(await Promise.all([a, b].map(statusOf))).toEqual([401, 401]);
    const other = await makeUser(test);
    const foreign = await test.signIn(other.username, other.password);
    const mine = await test.admin.get<{ sessions: { id: string }[] }>(`/users/${other.id}/access`);
    expect((await end({ sessionId: mine.body.sessions[0]?.id })).status).toBe(404);
    expect(await statusOf(foreign)).toBe(200);
  });
});

describe('the sign-in log', () => {
  it('keeps who tried what from where, and shows it to administrators only', async () => {
    const user = await makeUser(test);
    await from('10.44.0.1', 'login', { username: user.username, password: 'something wrong' });
    await from('10.44.0.1', 'login', { username: 'nobody-of-that-name', password: 'Secret-Word-88' });
    await from('10.44.0.1', 'login', { username: user.username, password: user.password });
    const list = (query: string) =>
      test.admin.get<{ data: Record<string, unknown>[]; nextCursor: string | null }>(`/sign-in-log?${query}`);
    const { body } = await list('q=10.44.0.1');
    expect(body.data).toEqual([
      expect.objectContaining({
        event: 'signedIn',
        method: 'password',
        userId: user.id,
        ip: '10.44.0.1',
        userAgent: 'tests',
      }),
      expect.objectContaining({
        event: 'failed',
        reason: 'unknownUser',
        userId: null,
        username: 'nobody-of-that-name',
      }),
      expect.objectContaining({ event: 'failed', reason: 'wrongPassword', userId: user.id }),
    ]);
    expect(JSON.stringify(body)).not.toContain('Secret-Word');
    expect((await list(`event=failed&userId=${user.id}`)).body.data).toHaveLength(1);
    const page = await list('q=10.44.0.1&limit=2');
    const rest = await list(`q=10.44.0.1&limit=2&cursor=${page.body.nextCursor}`);
    expect([page.body.data.length, rest.body.data.length, rest.body.nextCursor]).toEqual([2, 1, null]);
    for (const query of ['event=x', 'userId=1', 'from=yesterday', 'limit=0', 'cursor=x'])
      expect((await list(query)).status).toBe(400);
    const person = await test.person({ grants: [{ recordType: 'account', action: 'view', scope: 'all' }] });
    expect((await person.get('/sign-in-log')).status).toBe(403);
  });

  it('can be added to and read, but neither changed nor emptied by the application', async () => {
    for (const statement of [
      'delete from sign_in_log',
      `update sign_in_log set username = 'x'`,
      'truncate sign_in_log',
    ])
      await expect(test.door.asSystem('test', (uow) => uow.execute(statement))).rejects.toThrow(/permission denied/);
    await expect(test.door.asSystem('test', (uow) => uow.query('select sign_in_log_forget(29)'))).rejects.toThrow(
      /30 days/,
    );
    await expect(test.door.asSystem('test', (uow) => uow.query('select sign_in_log_forget(30)'))).resolves.toEqual([
      { sign_in_log_forget: '0' },
    ]);
  });

  it('notes a closed account once a minute, however many guesses come', async () => {
    const user = await makeUser(test);
    const guesses = Array.from({ length: 60 }, (_, i) =>
      from('10.45.0.1', 'login', { username: user.username, password: `guess ${i}` }),
    );
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect([
      statuses.filter((status) => status === 401).length,
      statuses.filter((status) => status === 429).length,
    ]).toEqual([5, 55]);
    const { body } = await test.admin.get<{ data: { event: string }[] }>(`/sign-in-log?userId=${user.id}`);
    expect(body.data.filter(({ event }) => event === 'locked')).toHaveLength(1);
    expect(body.data.filter(({ event }) => event === 'failed')).toHaveLength(5);
  });
});
