import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { AuditChain } from '../../src/platform/audit/audit-chain.js';
import { AuditLog } from '../../src/platform/audit/audit-log.js';
import type { AuditEntry } from '../../src/platform/audit/audit-query.js';
import { AuditWatch } from '../../src/platform/audit/audit-watch.js';
import { SampledEvents } from '../../src/platform/audit/sampled-events.js';
import { CONFIG } from '../../src/platform/config/config.token.js';
import { type Caller, createTestApp, grants, type TestApp } from '../support/app.js';

interface Page {
  readonly data: AuditEntry[];
  readonly nextCursor: string | null;
}

describe('audit log', () => {
  let app: TestApp;
  let superuser: Client;
  let seller: Caller;

  const entries = async (query: string, caller = app.admin): Promise<AuditEntry[]> => {
    await app.app.get(SampledEvents).flush();
    const { status, body } = await caller.get<Page>(`/audit?limit=200&${query}`);
    expect(status).toBe(200);
    return body.data;
  };
  const verify = () => app.app.get(AuditChain).verify();

  beforeAll(async () => {
    app = await createTestApp();
    superuser = new Client({ connectionString: app.database.superuserUrl });
    await superuser.connect();
    seller = await app.person({
      grants: grants(['account'], ['view', 'create', 'edit', 'export', 'history'], 'own'),
    });
  });
  afterAll(async () => {
    await superuser.end();
    await app.close();
  });

  it('tells who signed in from where, who opened a record once an hour, and who took data out', async () => {
    const made = await seller.post<{ id: string }>('/accounts', { name: 'دیده‌شده', kind: 'company' });
    for (let i = 0; i < 3; i += 1) await seller.get(`/accounts/${made.body.id}`);
    await seller.get('/accounts/export?format=csv&filter=%7B%22field%22%3A%22name%22%2C%22op%22%3A%22notEmpty%22%7D');
    const own = await entries(`actorId=${seller.userId}`);
    expect(own.filter(({ event }) => event === 'record.viewed')).toHaveLength(1);
    const signedIn = own.find(({ event }) => event === 'auth.signedIn');
    expect(signedIn).toMatchObject({
      ip: expect.stringMatching(/127\.0\.0\.1$/),
      label: 'ورود',
      recordId: seller.userId,
    });
    expect(own.find(({ event }) => event === 'export.started')).toMatchObject({
      recordType: 'account',
      details: { format: 'csv', query: { filter: expect.stringContaining('notEmpty') } },
    });
    expect(own.find(({ event }) => event === 'export.finished')).toMatchObject({ details: { rows: 1 } });
    expect(own.find(({ event }) => event === 'record.viewed')).toMatchObject({ recordTitle: 'دیده‌شده' });
  });

  it('tells changes of settings, roles and users with the values before and after, and the address', async () => {
    await app.admin.patch('/settings', { moneyUnit: 'IRR' });
    await app.admin.patch('/settings', { moneyUnit: 'IRT' });
    const [latest] = await entries('event=setting');
    expect(latest).toMatchObject({
      actorId: app.admin.userId,
      ip: expect.stringMatching(/127\.0\.0\.1$/),
      details: { setting: 'moneyUnit', before: 'IRR', after: 'IRT' },
    });
    const role = await app.admin.post<{ id: string }>('/roles', { name: 'حسابرس', grants: [], fields: [] });
    await app.admin.patch(`/roles/${role.body.id}`, { name: 'حسابرسی' });
    const changes = await entries(`recordId=${role.body.id}&event=role`);
    expect(changes.map(({ event }) => event)).toEqual(['role.changed', 'role.created']);
    expect(changes[0]?.details).toEqual({ before: { name: 'حسابرس' }, after: { name: 'حسابرسی' } });
  });

  it('pages through entries and changes of one record without gap or repetition', async () => {
    const made = await seller.post<{ id: string }>('/accounts', { name: 'ورق', kind: 'company' });
    for (let i = 0; i < 7; i += 1) await seller.patch(`/accounts/${made.body.id}`, { name: `ورق ${i}` });
    await seller.get(`/accounts/${made.body.id}`);
    const whole = await entries(`recordId=${made.body.id}`);
    expect(whole.map(({ event }) => event).sort()).toEqual([
      ...Array.from({ length: 7 }, () => 'record.changed'),
      'record.created',
      'record.viewed',
    ]);
    const paged: string[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await app.admin.get<Page>(
        `/audit?recordId=${made.body.id}&limit=2${cursor && `&cursor=${cursor}`}`,
      );
      paged.push(...body.data.map(({ id }) => id));
      if (!body.nextCursor) break;
      cursor = body.nextCursor;
    }
    expect(paged).toEqual(whole.map(({ id }) => id));
    expect((await app.admin.get('/audit?cursor=abc')).status).toBe(400);
  });

  it('is closed to everybody else, for reading by API, and to the application for anything but adding', async () => {
    const partly = await app.person({ grants: grants(['audit'], ['edit', 'view'], 'branch') });
    for (const caller of [seller, partly])
      for (const path of ['/audit', '/audit/export', '/audit/state']) expect((await caller.get(path)).status).toBe(403);
    expect((await seller.post('/audit/verify')).status).toBe(403);
    const auditor = await app.person({ grants: grants(['audit'], ['edit'], 'all') });
    expect((await entries('event=auth', auditor)).length).toBeGreaterThan(0);
    for (const sql of ['update audit_log set event = $1', 'delete from audit_log where event = $1'])
      await expect(app.door.asSystem('test', (uow) => uow.execute(sql, ['x']))).rejects.toThrow('permission denied');
    for (const table of ['audit_seals', 'audit_tail'])
      await expect(app.door.asSystem('test', (uow) => uow.query(`select * from ${table}`))).rejects.toThrow(
        'permission denied',
      );
  });

  it('exports what is filtered, and notes that', async () => {
    const { status, body } = await app.admin.get<string>('/audit/export?event=setting');
    expect(status).toBe(200);
    expect(body).toContain('تنظیم تغییر کرد');
    expect(body).not.toContain('نقش تغییر کرد');
    expect((await entries('event=audit.exported'))[0]).toMatchObject({ details: { filter: { events: ['setting'] } } });
    expect((await app.admin.get('/audit/export?format=pdf')).status).toBe(400);
    for (const bad of ['actorId=1', 'event=%27', 'from=yesterday', 'ip=%3Cx', 'recordType=a%20b'])
      expect((await app.admin.get(`/audit?${bad}`)).status).toBe(400);
  });

  it('is whole, and tells each entry that was changed, removed, slipped in or cut off at the end', async () => {
    const chain = app.app.get(AuditChain);
    const log = app.app.get(AuditLog);
    await app.door.asSystem('test', async (uow) => {
      for (let i = 0; i < 30; i += 1) await log.note(uow, { event: 'audit.tested', details: { i } });
    });
    await chain.seal();
    const whole = await verify();
    expect(whole).toMatchObject({ faults: [], head: { waiting: '0' } });
    expect(whole.entries).toBeGreaterThanOrEqual(30);
    await chain.noteHead(whole.head);

    const planted = async (sql: string): Promise<string[]> => {
      await superuser.query('begin');
      await superuser.query(`set local session_replication_role = replica`);
      await superuser.query(sql);
      await superuser.query('commit');
      return (await verify()).faults.map(({ fault, entryId }) => `${fault} ${entryId ?? '-'}`);
    };
    const { rows } = await superuser.query<{ id: string }>(
      `select id from audit_log where event = 'audit.tested' order by id limit 10`,
    );
    const [changed, removed, unsealed] = rows.map(({ id }) => id);
    expect(
      await planted(`create table kept as select * from audit_log; create table seals as select * from audit_seals;
      update audit_log set actor_id = gen_random_uuid() where id = ${changed}`),
    ).toEqual([`changed ${changed}`]);
    await superuser.query(`update audit_log l set actor_id = k.actor_id from kept k where k.id = l.id`);
    expect(await planted(`delete from audit_log where id = ${removed}`)).toEqual([`removed ${removed}`]);
    const back = `insert into audit_log overriding system value select * from kept where id not in (select id from audit_log)`;
    expect(await planted(back)).toEqual([]);
    expect(await planted(`insert into audit_log (event, source) values ('auth.signedIn', 'web')`)).toEqual([
      expect.stringMatching(/^inserted \d+$/),
    ]);
    await superuser.query(`delete from audit_log where id not in (select id from kept)`);
    // Seals that somebody made anew after taking an entry out: the chain holds in itself, the noted head does not.
    expect(
      await planted(`delete from audit_log where id = ${unsealed}; delete from audit_seals;
        insert into audit_tail select id from audit_log; select audit_seal(100000)`),
    ).toEqual(['noted -']);
    await superuser.query('truncate audit_seals');
    expect(await planted(`${back}; insert into audit_seals select * from seals; delete from audit_tail`)).toEqual([]);
    expect(
      await planted(
        `delete from audit_log where id > ${unsealed}; delete from audit_seals where entry_id > ${unsealed}`,
      ),
    ).toEqual(['noted -']);
    expect(
      await planted(`${back}; insert into audit_seals select * from seals s where s.entry_id > ${unsealed}`),
    ).toEqual([]);
    const { dataDir } = app.app.get<{ dataDir: string }>(CONFIG);
    const notes = join(dataDir, 'audit-heads.log');
    const before = readFileSync(notes, 'utf8');
    appendFileSync(notes, `1 ${'0'.repeat(64)} 2026-01-01T00:00:00Z\n`);
    const state = await app.app.get(AuditWatch).verify();
    expect(state.faults).toEqual([{ fault: 'noted', place: '1', entryId: null }]);
    // A head is noted only of a chain that is whole.
    expect(readFileSync(notes, 'utf8').trim().split('\n')).toHaveLength(before.trim().split('\n').length + 1);
    const answer = await app.admin.get<{ verified: { faults: object[] } }>('/audit/state');
    expect(answer.body.verified.faults).toHaveLength(1);
  });

  it('seals what eight writers add at once, in one chain', async () => {
    const log = app.app.get(AuditLog);
    const chain = app.app.get(AuditChain);
    const writers = Array.from({ length: 8 }, (_, n) =>
      Promise.all(
        Array.from({ length: 20 }, (__, i) =>
          app.door.asSystem('test', async (uow) => {
            await log.note(uow, { event: 'audit.tested', details: { n, i } });
            if ((n + i) % 7 === 0) await uow.query('select pg_sleep(0.02)');
          }),
        ),
      ),
    );
    const sealing = Promise.all([chain.seal(), chain.seal(), chain.seal()]);
    await Promise.all([...writers, sealing]);
    await chain.seal();
    const { faults, head } = await chain.verify();
    expect(faults.filter(({ fault }) => fault !== 'noted')).toEqual([]);
    expect(head.waiting).toBe('0');
  });

  it('notes that a masked value was uncovered', async () => {
    const masked = await app.person({
      grants: grants(['account'], ['view', 'create'], 'own'),
      fields: [{ recordType: 'account', field: 'phone', level: 'masked' }],
    });
    const made = await masked.post<{ id: string }>('/accounts', { name: 'پوشیده', kind: 'company' });
    expect((await masked.post(`/accounts/${made.body.id}/reveal`, { field: 'phone' })).status).toBe(200);
    expect((await entries(`actorId=${masked.userId}&event=access`))[0]).toMatchObject({
      event: 'access.revealed',
      recordId: made.body.id,
      details: { field: 'phone' },
    });
  });

  it('notes what a machine asks for, and that a key was made and revoked', async () => {
    const robot = await app.admin.post<{ id: string }>('/users', {
      username: 'robot',
      fullName: 'ربات',
      kind: 'integration',
      roleIds: [],
    });
    const key = await app.admin.post<{ id: string; key: string }>('/api-keys', {
      userId: robot.body.id,
      name: 'انبار',
    });
    for (let i = 0; i < 3; i += 1) await app.nobody.get('/me', { authorization: `Bearer ${key.body.key}` });
    await app.admin.delete(`/api-keys/${key.body.id}`);
    const found = await entries('event=apiKey');
    expect(found.map(({ event }) => event)).toEqual(['apiKey.revoked', 'apiKey.used', 'apiKey.created']);
    expect(JSON.stringify(found)).not.toContain(key.body.key.slice(-20));
    expect(found[1]).toMatchObject({ actorId: robot.body.id, source: 'api', details: { route: 'GET /api/v1/me' } });
  });
});
