import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { pino } from 'pino';
import type { Config } from '../../src/platform/config/config.js';
import { CONFIG } from '../../src/platform/config/config.token.js';
import { problemOfDatabase } from '../../src/platform/errors/database-problem.js';
import { ReadinessService } from '../../src/platform/health/readiness.js';
import { runInContext } from '../../src/platform/context/request-context.js';
import { logOptions } from '../../src/platform/logging/log-options.js';
import { onceATurn, withoutNumbers } from '../../src/platform/logging/log-sink.js';
import { createTestApp, type TestApp } from '../support/app.js';

describe('operations', () => {
  let app: TestApp;
  let superuser: Client;
  let account: string;

  const inject = (url: string, headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
    app.app.inject({ method: 'GET', url, headers, remoteAddress });
  /** Cuts every connection of the pool. */
  const cut = (state = '%'): Promise<unknown> =>
    superuser.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'peyvand' and state like $1`,
      [state],
    );
  /** Connections of the pool that stand in an open transaction without doing anything. */
  const openTransactions = async (): Promise<number[]> => {
    const { rows } = await superuser.query<{ pid: number }>(
      `select pid from pg_stat_activity
       where datname = current_database() and application_name = 'peyvand' and state like 'idle in transaction%'`,
    );
    return rows.map((row) => row.pid);
  };

  beforeAll(async () => {
    app = await createTestApp();
    superuser = new Client({ connectionString: app.database.superuserUrl });
    await superuser.connect();
    account = (
      await app.admin.post<{ id: string }>('/accounts', { kind: 'company', name: 'پایدار', relation: 'customer' })
    ).body.id;
  });
  afterAll(async () => {
    await superuser.end();
    await app.close();
  });

  describe('health', () => {
    it('is alive and ready without signing in, outside of the API prefix', async () => {
      const live = await inject('/health/live');
      expect([live.statusCode, live.json()]).toEqual([200, { status: 'live' }]);
      const ready = await inject('/health/ready');
      expect([ready.statusCode, ready.json()]).toEqual([
        200,
        { status: 'ready', database: 'ok', migrations: 'ok', stopping: false },
      ]);
      expect((await inject('/api/v1/health/live')).statusCode).toBe(404);
    });

    it('is not ready on a schema that is older than the program', async () => {
      const fresh = new ReadinessService(app.door);
      await superuser.query(`update migrations set name = name || '-x' where id = (select max(id) from migrations)`);
      expect(await fresh.check()).toEqual({
        status: 'unavailable',
        database: 'ok',
        migrations: 'pending',
        stopping: false,
      });
      await superuser.query(`update migrations set name = replace(name, '-x', '')`);
      expect((await fresh.check()).status).toBe('ready');
    });

    it('turns red first of all when the server stops, and stays alive', async () => {
      const readiness = app.app.get(ReadinessService);
      readiness.onModuleDestroy();
      const ready = await inject('/health/ready');
      expect([ready.statusCode, ready.json()]).toMatchObject([
        503,
        { status: 'unavailable', stopping: true, database: 'ok' },
      ]);
      expect((await inject('/health/live')).statusCode).toBe(200);
      Object.assign(readiness, { stopping: false });
    });
  });

  it('tells browsers on every answer what they may do with it, also when it is a refusal', async () => {
    for (const url of ['/health/live', '/api/v1/accounts', '/api/v1/nothing']) {
      const { headers } = await inject(url);
      expect(headers['content-security-policy']).toMatch(/default-src 'self';.*object-src 'none'/);
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN' });
      expect(headers['strict-transport-security']).toBeUndefined();
    }
  });

  describe('metrics', () => {
    it('counts requests by route template, connections, jobs and uses of the door', async () => {
      await app.admin.get(`/accounts/${account}`);
      const { statusCode, body, headers } = await inject('/metrics');
      expect(statusCode).toBe(200);
      expect(headers['content-type']).toMatch(/^text\/plain/);
      expect(body).toMatch(
        /http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/accounts\/:id",status="200"\} \d/,
      );
      expect(body).not.toContain(account);
      expect(body).toMatch(/peyvand_database_connections\{state="total"\} [1-9]/);
      expect(body).toMatch(/peyvand_door_system_uses_total\{reason="first run"\} 1/);
      expect(body).toMatch(/peyvand_jobs\{job="files.sweep",state="waiting"\} \d/);
      expect(body).toMatch(/process_cpu_seconds_total/);
    });

    it('is for the machine itself and for who has the token', async () => {
      const config = app.app.get<Config>(CONFIG);
      expect((await inject('/metrics', {}, '10.1.2.3')).statusCode).toBe(403);
      // A proxy on the same machine passes on strangers.
      expect((await inject('/metrics', { 'x-forwarded-for': '127.0.0.1' })).statusCode).toBe(403);
      expect((await inject('/metrics', { authorization: 'Bearer undefined' }, '10.1.2.3')).statusCode).toBe(403);
      config.metricsToken = 'a-long-enough-token';
      expect((await inject('/metrics', { authorization: 'Bearer a-long-enough-token' }, '10.1.2.3')).statusCode).toBe(
        200,
      );
      expect((await inject('/metrics', { authorization: 'Bearer a-long-enough-tokem' }, '10.1.2.3')).statusCode).toBe(
        403,
      );
      config.metricsToken = undefined;
    });
  });

  describe('a database that goes away', () => {
    it('answers a request in the middle with 503 and a Persian problem, and works again by itself', async () => {
      const blocker = new Client({ connectionString: app.database.superuserUrl });
      await blocker.connect();
      await blocker.query('begin');
      await blocker.query('select 1 from accounts where id = $1 for update', [account]);
      const waiting = app.admin.patch<{ code: string; detail: string; version: number }>(`/accounts/${account}`, {
        city: 'ری',
      });
      for (let i = 0; i < 100; i += 1) {
        const { rowCount } = await superuser.query(
          `select 1 from pg_stat_activity
           where datname = current_database() and application_name = 'peyvand' and wait_event_type = 'Lock'`,
        );
        if (rowCount) break;
        await delay(20);
      }
      await cut('active');
      const answer = await waiting;
      expect([answer.status, answer.body.code]).toEqual([503, 'server.unavailable']);
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(answer.headers['retry-after']).toBe('2');
      expect(answer.body.detail).toMatch(/[آ-ی]/);
      await blocker.end();
      const after = await app.admin.get<{ city: string | null }>(`/accounts/${account}`);
      expect([after.status, after.body.city]).toEqual([200, null]);
      expect((await app.admin.patch(`/accounts/${account}`, { city: 'ری' })).status).toBe(200);
    });

    it('does not let anybody feel that connections died in the pool', async () => {
      const many = () => Promise.all(Array.from({ length: 24 }, () => app.admin.get(`/accounts/${account}`)));
      await many();
      await cut('idle');
      expect((await many()).map((answer) => answer.status)).toEqual(Array.from({ length: 24 }, () => 200));
      await cut();
      expect((await many()).map((answer) => answer.status)).toEqual(Array.from({ length: 24 }, () => 200));
    });

    it('leaves no open transaction and no settings of somebody else on a connection', async () => {
      const failures = Array.from({ length: 20 }, () =>
        app.door.asSystem('test', (uow) => uow.query('select 1/0')).catch((error: unknown) => problemOfDatabase(error)),
      );
      await Promise.all(failures);
      await expect(
        app.door.asSystem('test', async (uow) => {
          await uow.query('select 1/0').catch(() => undefined);
          return 'saved';
        }),
      ).rejects.toThrow(/rolled back/);
      const open = await openTransactions();
      // A transaction of a job may be open for a moment; one that was left behind stays.
      for (let i = 0; i < 100 && (await openTransactions()).some((pid) => open.includes(pid)); i += 1) await delay(50);
      expect((await openTransactions()).filter((pid) => open.includes(pid))).toEqual([]);
      const settings = await app.door.authenticate('principal', [null]);
      expect(settings).toBeNull();
    });

    it('takes a failed follow-up of a commit for what it is', async () => {
      const saved = await app.door.asSystem('test', async (uow) => {
        uow.afterCommit(() => {
          throw new Error('no cache');
        });
        return 'saved';
      });
      expect(saved).toBe('saved');
    });
  });

  describe('log', () => {
    const lines: string[] = [];
    const log = pino(logOptions('info') as never, withoutNumbers({ write: (line) => lines.push(line) }));
    const last = (): Record<string, unknown> => JSON.parse(lines.at(-1) as string) as Record<string, unknown>;

    it('writes what one turn of the event loop says in one go', async () => {
      const written: string[] = [];
      const sink = onceATurn({ write: (text) => written.push(text) });
      for (const line of ['a\n', 'b\n']) sink.write(line);
      expect(written).toEqual([]);
      await setImmediate();
      expect(written).toEqual(['a\nb\n']);
    });

    it('says which request it belongs to', () => {
      runInContext({ operationId: 'r-1', locale: 'fa', source: 'web' }, () => log.info('hello'));
      expect(last()).toMatchObject({
        level: 'info',
        requestId: 'r-1',
        msg: 'hello',
        time: expect.stringMatching(/Z$/),
      });
    });

    it.each([
      [{ headers: { authorization: 'Bearer abc', cookie: 'peyvand=abc' } }],
      [{ body: { password: 'abc', mobile: '+989121234567' } }],
      [{ password: 'abc' }],
      [{ req: { headers: { authorization: 'abc' } } }],
    ])('hides secrets and numbers in %j', (object) => {
      log.info(object, 'with 09121234567 and 00989121234567');
      expect(lines.at(-1)).not.toMatch(/abc|912\d/);
      expect(lines.at(-1)).toContain('[hidden]');
    });

    it('leaves ids and amounts alone', () => {
      log.info({ id: '01989121-2345-7000-8000-098912123456', amount: '9121234567000' }, 'x');
      expect(last()).toMatchObject({ id: '01989121-2345-7000-8000-098912123456', amount: '9121234567000' });
    });
  });
});
