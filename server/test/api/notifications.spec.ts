import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { LiveEvents } from '../../src/platform/notifications/live-events.js';
import { NotificationService } from '../../src/platform/notifications/notification.service.js';
import { type Caller, createTestApp, grants, type TestApp } from '../support/app.js';
import { EventStream } from '../support/event-stream.js';

interface Item {
  readonly id: string;
  readonly kind: string;
  readonly about: { type: string; id: string } | null;
  readonly params: Record<string, unknown>;
  readonly createdBy: string | null;
  readonly readAt: string | null;
  readonly times: number;
}
interface Page {
  readonly data: Item[];
  readonly nextCursor: string | null;
}

describe('notifications', () => {
  let app: TestApp;
  let sara: Caller;
  let ali: Caller;
  let account: string;
  let url: string;

  const notify = (userIds: string[], kind: string, more: Record<string, unknown> = {}) =>
    app.door.asSystem('test', (uow) => app.app.get(NotificationService).notify(uow, { userIds, kind, ...more }));
  const list = async (who: Caller, query = ''): Promise<Page> => {
    const { status, body } = await who.get<Page>(`/notifications${query}`);
    expect(status).toBe(200);
    return body;
  };
  const until = async (condition: () => boolean, ms: number): Promise<void> => {
    for (const end = Date.now() + ms; Date.now() < end; await delay(20)) if (condition()) return;
    throw new Error('it did not happen in time');
  };

  beforeAll(async () => {
    app = await createTestApp();
    const work = grants(['account'], ['view', 'create', 'edit'], 'own');
    sara = await app.person({ grants: work });
    ali = await app.person({ grants: work });
    account = (await sara.post<{ id: string }>('/accounts', { kind: 'company', name: 'موضوع', relation: 'customer' }))
      .body.id;
    url = await app.app.getUrl();
  });
  afterAll(() => app.close());

  it('tells each person once and only them, the latest first, page by page', async () => {
    await notify([sara.userId, sara.userId], 'assigned', {
      about: { type: 'account', id: account },
      params: { name: 'موضوع' },
    });
    for (let n = 1; n <= 4; n += 1) await notify([sara.userId], 'reminder', { params: { n } });
    const first = await list(sara, '?limit=3');
    expect(first.data.map((item) => item.params.n)).toEqual([4, 3, 2]);
    const second = await list(sara, `?limit=3&cursor=${first.nextCursor}`);
    expect(second.data.map((item) => [item.kind, item.about, item.readAt])).toEqual([
      ['reminder', null, null],
      ['assigned', { type: 'account', id: account }, null],
    ]);
    expect(second.nextCursor).toBeNull();
    expect((await list(ali)).data).toEqual([]);
    expect((await app.nobody.get('/notifications')).status).toBe(401);
  });

  it('does not tell people of their own doings', async () => {
    const before = (await list(sara)).data.length;
    await app.door.as((await principal(sara)) as never, (uow) =>
      app.app.get(NotificationService).notify(uow, { userIds: [sara.userId, ali.userId], kind: 'mentioned' }),
    );
    expect((await list(sara)).data).toHaveLength(before);
    expect((await list(ali)).data).toMatchObject([{ kind: 'mentioned', createdBy: sara.userId }]);
  });

  const principal = async (who: Caller): Promise<unknown> => {
    const { principalFrom } = await import('../../src/platform/access/principal-data.js');
    return principalFrom((await app.door.authenticate('principal', [who.userId])) as never, 'user', null);
  };

  it('says nothing of a record to who does not see it, also not in the count', async () => {
    const before = await ali.get<{ unread: number }>('/notifications/count');
    await notify([ali.userId], 'mentioned', { about: { type: 'account', id: account }, params: { name: 'موضوع' } });
    expect((await list(ali)).data.map((item) => item.about)).toEqual([null]);
    expect((await ali.get<{ unread: number }>('/notifications/count')).body).toEqual(before.body);
  });

  it('counts, marks some and all as read, and touches nobody else', async () => {
    const unread = (await list(sara, '?unread=true')).data;
    expect((await sara.get('/notifications/count')).body).toEqual({ unread: unread.length });
    const [one, two] = unread as [Item, Item];
    expect((await ali.post('/notifications/read', { ids: [one.id] })).body).toEqual({ read: 0 });
    expect((await sara.post('/notifications/read', { ids: [one.id, two.id] })).body).toEqual({ read: 2 });
    expect((await list(sara, '?unread=true')).data).toHaveLength(unread.length - 2);
    expect((await sara.post('/notifications/read', { all: true })).body).toEqual({ read: unread.length - 2 });
    expect((await sara.get('/notifications/count')).body).toEqual({ unread: 0 });
    expect((await ali.get<{ unread: number }>('/notifications/count')).body.unread).toBeGreaterThan(0);
  });

  it('makes one of equal news of a record that nobody has read', async () => {
    for (let n = 0; n < 3; n += 1) await notify([sara.userId], 'noted', { about: { type: 'account', id: account } });
    const noted = async () =>
      (await list(sara, '?kind=noted')).data.map(({ times, readAt }) => [times, readAt !== null]);
    expect(await noted()).toEqual([[3, false]]);
    await sara.post('/notifications/read', { all: true });
    await notify([sara.userId], 'noted', { about: { type: 'account', id: account } });
    expect(await noted()).toEqual([
      [1, false],
      [3, true],
    ]);
    await sara.post('/notifications/read', { all: true });
    expect((await sara.get('/notifications?kind=nothing')).status).toBe(400);
  });

  it('tells what somebody wants to hear, and how', async () => {
    const first = await sara.get<{ kinds: { kind: string; inApp: boolean; email: boolean }[]; digestHour: null }>(
      '/me/notification-settings',
    );
    expect(first.body.digestHour).toBeNull();
    expect(first.body.kinds.every(({ inApp, email }) => inApp && !email)).toBe(true);
    const changed = await sara.patch<{ kinds: object[]; digestHour: number }>('/me/notification-settings', {
      kinds: { assigned: { inApp: false, email: true }, invited: { inApp: false } },
      digestHour: 8,
    });
    expect(changed.body.digestHour).toBe(8);
    expect(changed.body.kinds).toEqual(
      expect.arrayContaining([
        { kind: 'assigned', group: 'work', inApp: false, email: true },
        { kind: 'invited', group: 'work', inApp: false, email: false },
      ]),
    );
    await notify([sara.userId], 'assigned');
    await notify([sara.userId], 'invited');
    expect((await list(sara, '?kind=invited')).data).toEqual([]);
    expect((await sara.get('/notifications/count')).body).toEqual({ unread: 0 });
    expect((await ali.get<{ digestHour: null }>('/me/notification-settings')).body.digestHour).toBeNull();
    await sara.patch('/me/notification-settings', {
      kinds: { assigned: { inApp: true, email: false } },
      digestHour: null,
    });
  });

  it.each([
    [{ digestHour: 24 }],
    [{ kinds: { nothing: { inApp: true } } }],
    [{ kinds: { assigned: { inApp: 'yes' } } }],
    [{ kinds: { assigned: { sms: true } } }],
    [{ kinds: { assigned: null } }],
    [{ kinds: [] }],
  ])('refuses the settings %j', async (body) => {
    expect((await sara.patch('/me/notification-settings', body)).status).toBe(400);
  });

  it.each([[{}], [{ all: false }], [{ ids: ['x'] }], [{ ids: [], all: true }], [{ everything: true }]])(
    'refuses %j',
    async (body) => {
      expect((await sara.post('/notifications/read', body)).status).toBe(400);
    },
  );

  it.each(['unread=maybe', 'limit=0', 'limit=201', 'cursor=x'])('refuses ?%s', async (query) => {
    expect((await sara.get(`/notifications?${query}`)).status).toBe(400);
  });

  describe('live stream', () => {
    it('hears of a notification at once, but not of one that was rolled back or is for somebody else', async () => {
      const stream = await EventStream.open(url, sara.token);
      expect(stream.status).toBe(200);
      await delay(150);
      await expect(
        app.door.asSystem('test', async (uow) => {
          await app.app.get(NotificationService).notify(uow, { userIds: [sara.userId], kind: 'lost' });
          throw new Error('no');
        }),
      ).rejects.toThrow('no');
      await notify([ali.userId], 'other');
      await notify([sara.userId], 'reminder');
      await app.door.asSystem('test', (uow) =>
        app.app
          .get(LiveEvents)
          .publish(uow, [sara.userId], { type: 'progress', data: { job: 'import', done: 5, of: 10 } }),
      );
      await until(() => stream.events.length >= 2, 2_000);
      expect(stream.events).toEqual([
        { type: 'notification', data: { kind: 'reminder' } },
        { type: 'progress', data: { job: 'import', done: 5, of: 10 } },
      ]);
      stream.close();
    });

    it('comes back after its connection to the database is cut', async () => {
      const stream = await EventStream.open(url, sara.token);
      await app.door.asSystem('test', (uow) => uow.query('select 1'));
      const { Client } = await import('pg');
      const superuser = new Client({ connectionString: app.database.superuserUrl });
      await superuser.connect();
      const cut = await superuser.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = 'peyvand-live'`,
      );
      await superuser.end();
      expect(cut.rowCount).toBeGreaterThanOrEqual(1);
      await delay(1_000);
      await notify([sara.userId], 'again');
      await until(() => stream.events.some((event) => (event.data as { kind?: string }).kind === 'again'), 3_000);
      stream.close();
    });

    it('closes within five seconds when the session is revoked', async () => {
      const stream = await EventStream.open(url, ali.token);
      expect(stream.status).toBe(200);
      await ali.post('/auth/logout');
      await app.door.asSystem('test', (uow) =>
        uow.query('update sessions set revoked_at = now() where user_id = $1 and revoked_at is null', [ali.userId]),
      );
      await until(() => stream.closed, 5_500);
    });

    it('asks who is there', async () => {
      expect((await EventStream.open(url, 'none')).status).toBe(401);
    });

    it('ends when the server stops', async () => {
      const stream = await EventStream.open(url, sara.token);
      await app.app.get(LiveEvents).beforeApplicationShutdown();
      await until(() => stream.closed, 2_000);
    });
  });
});
