import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { clock } from '../../src/platform/context/clock.js';
import { SessionSweep } from '../../src/platform/identity/sessions/session-sweep.js';
import { makeUser, statusOf } from '../factories/people.js';
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

const later = (ms: number) => {
  clock.now = () => new Date(realNow().getTime() + ms);
};

/** A browser: keeps the refresh cookie of the last answer that set one. */
class Browser {
  cookie = '';
  token = '';

  constructor(readonly userId: string) {}

  static async open(): Promise<Browser> {
    const user = await makeUser(test);
    const browser = new Browser(user.id);
    await browser.send('login', { username: user.username, password: user.password });
    return browser;
  }

  /** Calls a route under /auth, with a given cookie instead of its own when there is one. */
  async send(route: string, payload?: object, cookie = this.cookie): Promise<number> {
    const answer = await test.app.inject({
      method: 'POST',
      url: `/api/v1/auth/${route}`,
      headers: { ...(cookie ? { cookie: `peyvand_refresh=${cookie}` } : {}) },
      ...(payload ? { payload } : {}),
    });
    const set = /peyvand_refresh=([^;]*)/.exec(String(answer.headers['set-cookie'] ?? ''))?.[1];
    if (set !== undefined) this.cookie = set;
    if (answer.statusCode === 200) this.token = answer.json<{ accessToken: string }>().accessToken;
    return answer.statusCode;
  }

  get caller(): Caller {
    return new Caller(test.app, this.userId, this.token);
  }
}

function living(userId: string): Promise<{ id: string; generation: number; reason: string | null }[]> {
  return test.door.asSystem('test', (uow) =>
    uow.query(
      'select id, generation, revoked_reason as reason from sessions where user_id = $1 and revoked_at is null',
      [userId],
    ),
  );
}

describe('POST /auth/refresh', () => {
  it('gives a new access token and another cookie', async () => {
    const browser = await Browser.open();
    const [cookie, token] = [browser.cookie, browser.token];
    later(1500);
    expect(await browser.send('refresh')).toBe(200);
    expect(browser.cookie).not.toBe(cookie);
    expect(browser.token).not.toBe(token);
    expect(await statusOf(browser.caller)).toBe(200);
  });

  it('ends the whole session when a used cookie comes again after the grace time', async () => {
    const browser = await Browser.open();
    const stolen = browser.cookie;
    expect(await browser.send('refresh')).toBe(200);
    later(10_001);
    const thief = new Browser(browser.userId);
    expect(await thief.send('refresh', undefined, stolen)).toBe(401);
    expect(await living(browser.userId)).toEqual([]);
    expect(await statusOf(browser.caller)).toBe(401);
    expect(await browser.send('refresh')).toBe(401);
  });

  it('ends it also for a cookie of many exchanges ago within the grace time', async () => {
    const browser = await Browser.open();
    const old = browser.cookie;
    await browser.send('refresh');
    await browser.send('refresh');
    expect(await browser.send('refresh', undefined, old)).toBe(401);
    expect(await living(browser.userId)).toEqual([]);
  });

  it('keeps twenty tabs that refresh at once signed in, with one cookie', async () => {
    const browser = await Browser.open();
    const start = browser.cookie;
    const tabs = Array.from({ length: 20 }, () => new Browser(browser.userId));
    const statuses = await Promise.all(tabs.map((tab) => tab.send('refresh', undefined, start)));
    expect(statuses).toEqual(Array.from({ length: 20 }, () => 200));
    expect(new Set(tabs.map((tab) => tab.cookie)).size).toBe(1);
    expect(await living(browser.userId)).toEqual([expect.objectContaining({ generation: 2 })]);
    expect(await Promise.all(tabs.map((tab) => statusOf(tab.caller)))).toEqual(statuses);
    later(60_000);
    expect(await (tabs[7] as Browser).send('refresh')).toBe(200);
  });

  it('heals a lost answer: the same cookie again gives the same successor', async () => {
    const browser = await Browser.open();
    const start = browser.cookie;
    await browser.send('refresh');
    const successor = browser.cookie;
    later(5_000);
    expect(await browser.send('refresh', undefined, start)).toBe(200);
    expect(browser.cookie).toBe(successor);
  });

  it('refuses what we did not make, and such a try ends nothing', async () => {
    const browser = await Browser.open();
    const [sessionId, generation, seal] = browser.cookie.split('.') as [string, string, string];
    const forged = [
      '',
      'x',
      `${sessionId}.${generation}.${'A'.repeat(43)}`,
      `${sessionId}.2.${seal}`,
      `${sessionId}.0.${seal}`,
      `${sessionId}.${generation}.${seal}.${seal}`,
      `00000000-0000-7000-8000-000000000000.1.${seal}`,
    ];
    for (const cookie of forged) expect(await new Browser(browser.userId).send('refresh', undefined, cookie)).toBe(401);
    expect(await browser.send('refresh')).toBe(200);
  });

  it('refuses a session that nobody used for two weeks, and one of ninety days however busy', async () => {
    const idle = await Browser.open();
    later(14 * 86_400_000 + 1000);
    expect(await idle.send('refresh')).toBe(401);
    clock.now = realNow;
    const busy = await Browser.open();
    const statuses: number[] = [];
    for (let day = 10; day <= 100; day += 10) {
      later(day * 86_400_000);
      statuses.push(await busy.send('refresh'));
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200, 200, 401, 401]);
  });

  it('refuses the session of a disabled user', async () => {
    const browser = await Browser.open();
    await test.admin.patch(`/users/${browser.userId}`, { active: false });
    expect(await browser.send('refresh')).toBe(401);
  });

  it('keeps nothing in the database that opens a session', async () => {
    const browser = await Browser.open();
    const rows = await test.door.asSystem('test', (uow) => uow.query('select * from sessions'));
    expect(JSON.stringify(rows)).not.toContain(browser.cookie.split('.')[2]);
  });
});

describe('POST /auth/logout', () => {
  it('ends the session for cookie and token, and takes the cookie back', async () => {
    const browser = await Browser.open();
    const cookie = browser.cookie;
    expect(await browser.send('logout')).toBe(204);
    expect(browser.cookie).toBe('');
    expect(await statusOf(browser.caller)).toBe(401);
    expect(await browser.send('refresh', undefined, cookie)).toBe(401);
    expect(await browser.send('logout', undefined, cookie)).toBe(204);
  });

  it('ends the session of an access token when there is no cookie', async () => {
    const browser = await Browser.open();
    expect((await browser.caller.post('/auth/logout')).status).toBe(204);
    expect(await statusOf(browser.caller)).toBe(401);
  });
});

describe('own sessions', () => {
  it('are listed without those of others, and each can be ended', async () => {
    const user = await makeUser(test);
    const here = await test.signIn(user.username, user.password);
    const there = await test.signIn(user.username, user.password);
    const list = await here.get<{ data: { id: string; current: boolean; ip: string }[] }>('/auth/sessions');
    expect(list.body.data.map((session) => session.current).sort()).toEqual([false, true]);
    expect(list.body.data[0]?.ip).toBe('127.0.0.1');
    expect(JSON.stringify(list.body)).not.toMatch(/generation|hash/);
    const other = list.body.data.find((session) => !session.current) as { id: string };
    expect((await test.admin.delete(`/auth/sessions/${other.id}`)).status).toBe(404);
    expect(await statusOf(there)).toBe(200);
    expect((await here.delete(`/auth/sessions/${other.id}`)).status).toBe(204);
    expect([await statusOf(here), await statusOf(there)]).toEqual([200, 401]);
    expect((await here.delete(`/auth/sessions/${other.id}`)).status).toBe(404);
    expect((await here.delete('/auth/sessions/nonsense')).status).toBe(404);
  });

  it('can all be ended but this one', async () => {
    const user = await makeUser(test);
    const callers = [];
    for (let i = 0; i < 3; i += 1) callers.push(await test.signIn(user.username, user.password));
    const [here, ...others] = callers as [Caller, Caller, Caller];
    const answer = await here.post('/auth/sessions/revoke-others');
    expect(answer.body).toEqual({ revoked: 2 });
    expect(await Promise.all([here, ...others].map(statusOf))).toEqual([200, 401, 401]);
    expect(await statusOf(test.admin)).toBe(200);
  });
});

describe('forgetting', () => {
  it('drops sessions that ended more than 30 days ago and keeps the others', async () => {
    const person = await makeUser(test);
    const rows = [
      ['expired long ago', '-31 days', null],
      ['expired lately', '-29 days', null],
      ['signed out long ago', '10 days', '-31 days'],
      ['signed out lately', '10 days', '-1 day'],
      ['alive', '10 days', null],
    ] as const;
    await test.door.asSystem('test', async (uow) => {
      for (const [agent, expires, revoked] of rows)
        await uow.execute(
          `insert into sessions (id, user_id, user_agent, expires_at, revoked_at)
           values (gen_random_uuid(), $1, $2, now() + $3::interval, now() + $4::interval)`,
          [person.id, agent, expires, revoked],
        );
    });
    expect(await test.app.get(SessionSweep, { strict: false }).sweep()).toBe(2);
    const left = await test.door.asSystem('test', (uow) =>
      uow.query('select user_agent as agent from sessions where user_id = $1 and user_agent = any($2) order by 1', [
        person.id,
        rows.map(([agent]) => agent),
      ]),
    );
    expect(left.map(({ agent }) => agent)).toEqual(['alive', 'expired lately', 'signed out lately']);
    expect(await test.app.get(SessionSweep, { strict: false }).sweep()).toBe(0);
  });
});
