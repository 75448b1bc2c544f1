import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DirectorySync, type DirectoryRun } from '../../src/platform/identity/directory/directory-sync.js';
import { resolver } from '../../src/platform/outbound/outbound.js';
import { codes, makeRole, makeUser, readyRole } from '../factories/people.js';
import { ADMIN_PASSWORD, createTestApp, type TestApp } from '../support/app.js';
import {
  hasSlapd,
  inProcessDirectory,
  MEMBERS,
  type Member,
  SERVICE_DN,
  SERVICE_PASSWORD,
  slapdDirectory,
  type TestDirectory,
} from '../support/directories.js';
import { TEST_AUTHORITY } from '../support/smtp-sink.js';

const lookup = resolver.lookup;
const [SARA, ALI, REZA, NAMESAKE] = MEMBERS as [Member, Member, Member, Member];

// The same cases with the protocol in this process, and with Debian's server wherever the machine has it.
const servers: [string, () => Promise<TestDirectory>][] = [['a directory in this process', inProcessDirectory]];
if (hasSlapd) servers.push(['slapd', slapdDirectory]);

let test: TestApp;
let directory: TestDirectory;
let salesRole: string;
let ip = 0;

beforeAll(async () => {
  resolver.lookup = async () => ['127.0.0.1'];
});
afterAll(() => {
  resolver.lookup = lookup;
});

async function setUp(more: object = {}): Promise<void> {
  const place = `server.test.lan:${directory.port}`;
  await test.admin.patch('/settings/outbound', { allowed: [place], authorities: TEST_AUTHORITY });
  const answer = await test.admin.patch('/settings/directory', {
    enabled: true,
    urls: [`ldap://${place}`],
    startTls: true,
    bindDn: SERVICE_DN,
    password: SERVICE_PASSWORD,
    base: directory.base,
    groupBase: directory.groupBase,
    groupRoles: [{ group: directory.sales, roleId: salesRole }],
    orgUnitAttribute: 'ou',
    createUsers: true,
    sync: false,
    ...more,
  });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
}

async function login(username: string, password: string) {
  const answer = await test.app.inject({
    method: 'POST',
    url: '/api/v1/auth/login',
    payload: { username, password },
    remoteAddress: `10.50.${Math.floor((ip += 1) / 250)}.${ip % 250}`,
  });
  return { status: answer.statusCode, body: answer.json<{ code: string; user: { id: string } }>() };
}

/** Another directory for one test, closed whatever becomes of it. */
async function withGood(work: (good: TestDirectory) => Promise<void>): Promise<void> {
  const good = await inProcessDirectory();
  try {
    await work(good);
  } finally {
    await good.close();
  }
}

const sync = () => test.app.get(DirectorySync).run(true) as Promise<DirectoryRun>;
const userOf = async (username: string) => {
  const filter = encodeURIComponent(JSON.stringify({ field: 'username', op: 'eq', value: username }));
  const { body } = await test.admin.get<{ data: Record<string, unknown>[] }>(`/users?filter=${filter}`);
  return body.data[0];
};

describe.each(servers)('with %s', (_, open) => {
  beforeAll(async () => {
    test = await createTestApp({ OUTBOUND_LOOPBACK: 'open' });
    directory = await open();
    salesRole = await makeRole(test, [{ recordType: 'account', action: 'view', scope: 'own' }]);
    await test.branch('شعبهٔ تبریز');
  });
  beforeEach(() => setUp());
  afterAll(async () => {
    await directory.close();
    await test.close();
  });

  it('somebody signs in with their password there, and becomes a user with the roles and the branch of the directory', async () => {
    const { status, body } = await login('Sara.Moradi', SARA.password);
    expect(status).toBe(200);
    const user = await userOf('sara.moradi');
    expect(user).toMatchObject({
      id: body.user.id,
      fullName: 'سارا مرادی',
      email: 'sara@arman.ir',
      roleIds: [salesRole],
    });
    expect(user?.orgUnitId).toEqual(expect.any(String));
    const again = await login('sara.moradi', SARA.password);
    expect(again.body.user.id).toBe(body.user.id);
    const { body: log } = await test.admin.get<{ data: object[] }>(`/sign-in-log?userId=${body.user.id}`);
    expect(log.data[0]).toMatchObject({ event: 'signedIn', method: 'ldap' });
  });

  it('nobody else signs in: wrong and empty passwords, unknown names and names that are filters look the same', async () => {
    const tries = [
      ['sara.moradi', 'something wrong'],
      ['ali.ahmadi', ' '],
      ['nobody.here', 'something wrong'],
      ['*', SARA.password],
      ['sara*', SARA.password],
      ['sara.moradi)(uid=*', SARA.password],
      ['\\2a', SARA.password],
    ] as const;
    const answers = await Promise.all(tries.map(([name, password]) => login(name, password)));
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(tries.map(() => [401, 'auth.failed']));
  });

  it('an administrator and an account with a password here is never taken over by a namesake there', async () => {
    expect((await login('admin', NAMESAKE.password)).body.code).toBe('auth.failed');
    expect((await login('admin', ADMIN_PASSWORD)).status).toBe(200);
    const local = await makeUser(test, { username: 'reza.karimi' });
    expect((await login('reza.karimi', REZA.password)).body.code).toBe('auth.failed');
    expect((await login('reza.karimi', local.password)).status).toBe(200);
    await test.admin.delete(`/users/${local.id}`);
  });

  it('an account that was made for it is linked, and with local passwords closed administrators get in all the same', async () => {
    await setUp({ createUsers: false });
    expect((await login('ali.ahmadi', ALI.password)).body.code).toBe('auth.failed');
    const made = await makeUser(test, { username: 'ali.ahmadi', password: null });
    const { body } = await login('ali.ahmadi', ALI.password);
    expect(body.user.id).toBe(made.id);
    const local = await makeUser(test);
    await test.admin.patch('/settings/sign-in', { localPasswords: 'administrators' });
    expect((await login(local.username, local.password)).body.code).toBe('auth.failed');
    expect((await login('admin', ADMIN_PASSWORD)).status).toBe(200);
    expect((await login('ali.ahmadi', ALI.password)).status).toBe(200);
    await test.admin.patch('/settings/sign-in', { localPasswords: 'everyone' });
  });

  it('the comparison follows groups, disables who left and brings back who returned', async () => {
    await login('sara.moradi', SARA.password);
    await directory.setSales(['ali.ahmadi']);
    const first = await sync();
    expect(first).toMatchObject({ fault: null, seen: 4 });
    expect(first.changes).toEqual(
      expect.arrayContaining([
        { username: 'sara.moradi', what: 'changed' },
        { username: 'admin', what: 'refused', why: 'notLinked' },
      ]),
    );
    expect((await userOf('sara.moradi'))?.roleIds).toEqual([]);
    expect((await userOf('ali.ahmadi'))?.roleIds).toEqual([salesRole]);
    const caller = await test.signIn('ali.ahmadi', ALI.password);
    await directory.drop('ali.ahmadi');
    expect((await sync()).changes).toContainEqual({ username: 'ali.ahmadi', what: 'disabled' });
    expect((await userOf('ali.ahmadi'))?.active).toBe(false);
    expect((await caller.get('/me')).status).toBe(401);
    expect((await login('ali.ahmadi', ALI.password)).body.code).toBe('auth.failed');
    if (directory.kind === 'in-process') {
      // The same person again; a server of its own gives somebody who is made anew another id.
      await directory.put(ALI);
      expect((await sync()).changes).toContainEqual({ username: 'ali.ahmadi', what: 'changed' });
      expect((await userOf('ali.ahmadi'))?.active).toBe(true);
    }
    await directory.setSales(['sara.moradi']);
    const { body } = await test.admin.get<{ data: DirectoryRun[] }>('/settings/directory/runs');
    expect(body.data.length).toBeGreaterThanOrEqual(2);
  });

  it('the comparison keeps the last administrator, whatever the directory says', async () => {
    await login('sara.moradi', SARA.password);
    const administrators = await readyRole(test, 'administrator');
    await test.admin.patch(`/users/${(await userOf('sara.moradi'))?.id}`, { roleIds: [administrators] });
    await test.door.asSystem('test', (uow) =>
      uow.execute('update users set active = false where id = $1', [test.admin.userId]),
    );
    await test.door.asSystem('test', (uow) => uow.query('select access_refresh(null)'));
    await directory.drop('sara.moradi');
    expect((await sync()).changes).toContainEqual({
      username: 'sara.moradi',
      what: 'kept',
      why: 'user.lastAdministrator',
    });
    await test.door.asSystem('test', async (uow) => {
      await uow.execute('update users set active = true where id = $1', [test.admin.userId]);
      await uow.query('select access_refresh(null)');
    });
    await directory.put(SARA);
    expect(await userOf('sara.moradi')).toMatchObject({ active: true });
  });

  it('is tried with clear answers', async () => {
    const tried = (username?: string) =>
      test.admin.post<{ code: string; people: number; person: object }>('/settings/directory/test', { username });
    expect((await tried('reza.karimi')).body).toMatchObject({
      people: directory.kind === 'slapd' ? 3 : 4,
      person: { username: 'reza.karimi', fullName: 'رضا کریمی' },
    });
    const faultOf = async (more: object) => {
      await setUp(more);
      const answer = await tried();
      return [answer.status, answer.body.code];
    };
    expect(await faultOf({ password: 'wrong' })).toEqual([422, 'directory.bindRefused']);
    expect(await faultOf({ base: 'ou=nothing,dc=arman,dc=lan' })).toEqual([422, 'directory.noBase']);
    await test.admin.patch('/settings/outbound', { allowed: [] });
    expect((await tried()).body.code).toBe('outbound.notAllowed');
    await setUp();
    await test.admin.patch('/settings/outbound', { authorities: '' });
    expect((await tried()).body.code).toBe('outbound.certificate');
  });
});

describe('a directory that is away', () => {
  let silent: Server;
  let spare: TestDirectory;
  beforeAll(async () => {
    test = await createTestApp({ OUTBOUND_LOOPBACK: 'open' });
    salesRole = await makeRole(test, []);
    silent = createServer((socket) => socket.on('error', () => undefined));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    spare = await inProcessDirectory();
    directory = { ...spare, port: (silent.address() as AddressInfo).port };
    await setUp();
  });
  afterEach(() => setUp());
  afterAll(async () => {
    await spare.close();
    silent.close();
    await test.close();
  });

  it('that hangs is left in time, looks the same for every name, and holds up nobody who is known here', async () => {
    const local = await makeUser(test);
    const began = performance.now();
    const hanging = Promise.all([login('sara.moradi', 'x'), login('nobody', 'x'), login(local.username, 'wrong')]);
    const inside = await Promise.all(Array.from({ length: 10 }, () => login(local.username, local.password)));
    expect(inside.filter(({ status }) => status === 200)).toHaveLength(10);
    expect((await login('admin', ADMIN_PASSWORD)).status).toBe(200);
    const answers = await hanging;
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
      answers.map(() => [503, 'auth.directoryDown']),
    );
    // Longer than its own end would mean that nothing ends it; the machine may be slow besides.
    expect(performance.now() - began).toBeLessThan(60_000);
  });

  it('has a second server that takes over', () =>
    withGood(async (good) => {
      const places = [directory.port, good.port].map((port) => `server.test.lan:${port}`);
      await setUp({ urls: places.map((place) => `ldap://${place}`) });
      await test.admin.patch('/settings/outbound', { allowed: places });
      expect((await login('ali.ahmadi', ALI.password)).status).toBe(200);
    }));

  it('changes nobody when it is compared', async () => {
    await setUp({ urls: [`ldap://server.test.lan:1`] });
    await test.admin.patch('/settings/outbound', { allowed: ['server.test.lan:1'] });
    expect(await sync()).toMatchObject({ fault: 'outbound.refused', changes: [] });
  });

  it('is not believed when it suddenly misses many', () =>
    withGood(async (good) => {
      const place = `server.test.lan:${good.port}`;
      await setUp({ urls: [`ldap://${place}`] });
      await test.admin.patch('/settings/outbound', { allowed: [place] });
      const crowd = Array.from({ length: 8 }, (_, i) => ({
        uid: `person.${i}`,
        cn: `کارمند ${i}`,
        password: 'some-secret-1',
      }));
      for (const member of crowd) await good.put(member);
      expect((await sync()).changes.filter(({ what }) => what === 'created').length).toBeGreaterThanOrEqual(8);
      for (const { uid } of crowd.slice(0, 7)) await good.drop(uid);
      expect(await sync()).toMatchObject({ fault: 'directory.tooManyGone', changes: [] });
      expect((await userOf('person.0'))?.active).toBe(true);
    }));
});

describe('PATCH /settings/directory', () => {
  beforeAll(async () => {
    test = await createTestApp();
  });
  afterAll(() => test.close());

  it.each([
    [{ enabled: true }, ['field.required', 'field.required']],
    [{ urls: ['http://x', 'ldap://x/dc=y', 'ldap://u:p@x', 'x:389'] }, Array(4).fill('directory.notUrl')],
    [{ filter: '(uid=x)' }, ['directory.noName']],
    [{ filter: 'uid={name}' }, ['directory.notFilter']],
    [{ usernameAttribute: 'uid)(x' }, ['directory.notAttribute']],
    [{ defaultRoleIds: ['x'] }, ['field.notId']],
  ])('refuses %j', async (body, expected) => {
    const answer = await test.admin.patch('/settings/directory', body);
    expect([answer.status, codes(answer)]).toEqual([400, expected]);
  });

  it('gives nobody more by a group than whoever sets it holds', async () => {
    const roleId = await readyRole(test, 'administrator');
    const clerk = await test.person({
      grants: [
        { recordType: 'setting', action: 'edit', scope: 'all' },
        { recordType: 'role', action: 'view', scope: 'all' },
      ],
    });
    for (const body of [{ groupRoles: [{ group: 'all', roleId }] }, { defaultRoleIds: [roleId] }])
      for (const area of ['directory', 'provider']) {
        const answer = await clerk.patch<{ code: string }>(`/settings/${area}`, body);
        expect([answer.status, answer.body.code]).toEqual([403, 'access.escalation']);
      }
  });
});
