import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Principal } from '../../src/platform/access/principal.js';
import { Authenticator } from '../../src/platform/access/authenticator.js';
import { recordTypes } from '../../src/platform/records/record-type.js';
import { RecordWriter } from '../../src/platform/records/record-writer.js';
import { branchManagerGrants, codes, makeRole, makeUser, readyRole, statusOf } from '../factories/people.js';
import { ADMIN_PASSWORD, type Caller, createTestApp, EVERY_ACTION, grants, type TestApp } from '../support/app.js';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

interface UserBody {
  id: string;
  version: number;
  ownerId: string;
  orgUnitId: string;
  roleIds: string[];
  teamIds: string[];
  username: string;
}

describe('/users', () => {
  it('makes a user who owns their own row and belongs to their branch', async () => {
    const branch = await test.branch('شعبهٔ یزد');
    const answer = await test.admin.post<UserBody>('/users', {
      username: 'narges.karimi',
      fullName: 'نرگس کریمی',
      password: 'یک گذرواژهٔ خوب',
      mobile: '۰۹۱۲۳۴۵۶۷۸۹',
      orgUnitId: branch,
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      orgUnitId: branch,
      mobile: '+989123456789',
      active: true,
      kind: 'person',
      version: 1,
    });
    expect(answer.body.ownerId).toBe(answer.body.id);
  });

  it('never shows or logs a password', async () => {
    const password = 'a-very-rare-password-93';
    const made = await test.admin.post<UserBody>('/users', { username: 'secretive', fullName: 'رازدار', password });
    const changed = await test.admin.patch(`/users/${made.body.id}`, { password: `${password}-2` });
    const shown = [made, changed, await test.admin.get(`/users/${made.body.id}`), await test.admin.get('/users')];
    for (const answer of shown) {
      expect(answer.status).toBeLessThan(300);
      expect(JSON.stringify(answer.body)).not.toMatch(/password|argon2/i);
    }
    const everywhere = await test.door.asSystem('test', async (uow) => [
      await uow.query('select * from changes'),
      await uow.query('select * from users'),
      await uow.query('select * from idempotency_keys'),
    ]);
    expect(JSON.stringify(everywhere)).not.toContain('a-very-rare-password');
    const [secret] = await test.door.asSystem('test', (uow) =>
      uow.query<{ password_hash: string }>('select password_hash from user_secrets where user_id = $1', [made.body.id]),
    );
    expect(secret?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('cannot be filtered or sorted by password', async () => {
    const filter = encodeURIComponent(JSON.stringify({ field: 'password', op: 'startsWith', value: 'a' }));
    expect(codes(await test.admin.get(`/users?filter=${filter}`))).toEqual(['filter.unknownField']);
    expect((await test.admin.get('/users?sort=password')).status).toBe(400);
  });

  it.each([
    ['a taken name in other letters', { username: 'ADMIN' }, 409, 'user.usernameTaken'],
    ['a name with a space', { username: 'two words' }, 422, 'user.usernameInvalid'],
    ['a short password', { password: 'short' }, 422, 'password.tooShort'],
    ['a password for a machine', { kind: 'integration', password: 'یک گذرواژهٔ خوب' }, 422, 'user.integrationPassword'],
    ['an unknown role', { roleIds: ['00000000-0000-7000-8000-000000000000'] }, 422, 'link.notFound'],
    ['another owner', { ownerId: '00000000-0000-7000-8000-000000000000' }, 422, 'field.readonly'],
    ['an unknown field', { isAdmin: true }, 400, 'field.unknown'],
    ['an unknown kind', { kind: 'robot' }, 400, 'field.notAChoice'],
  ])('refuses %s', async (_, more, status, code) => {
    const answer = await test.admin.post('/users', {
      username: `fresh-${status}-${code.length}`,
      fullName: 'کسی',
      ...more,
    });
    expect(answer.status).toBe(status);
    expect(codes(answer)).toContain(code);
  });

  it('gives one of two people at once the name, also when it belongs to a removed user', async () => {
    const make = () => test.admin.post('/users', { username: 'only-one', fullName: 'یکی' });
    const answers = await Promise.all([make(), make(), make()]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409]);
    const winner = answers.find((answer) => answer.status === 201)?.body as { id: string };
    await test.admin.delete(`/users/${winner.id}`);
    expect(codes(await make())).toEqual(['user.usernameTaken']);
    expect((await test.admin.post(`/users/${winner.id}/restore`)).status).toBe(200);
  });

  it('refuses a stale change and keeps the newer one', async () => {
    const { id } = await makeUser(test);
    await test.admin.patch(`/users/${id}`, { jobTitle: 'کارشناس' });
    const stale = await test.admin.patch(`/users/${id}`, { jobTitle: 'مدیر' }, { 'if-match': '"1"' });
    expect(stale.status).toBe(412);
    expect((await test.admin.get(`/users/${id}`)).body).toMatchObject({ jobTitle: 'کارشناس', version: 2 });
  });
});

describe('the last administrator', () => {
  it('can be neither disabled, demoted, removed nor emptied of rights', async () => {
    const me = test.admin.userId;
    const administrator = await readyRole(test, 'administrator');
    const tries = [
      await test.admin.patch(`/users/${me}`, { active: false }),
      await test.admin.patch(`/users/${me}`, { roleIds: [] }),
      await test.admin.delete(`/users/${me}`),
      await test.admin.patch(`/roles/${administrator}`, { grants: [] }),
    ];
    expect(tries.map((answer) => [answer.status, codes(answer)])).toEqual(
      tries.map(() => [422, ['user.lastAdministrator']]),
    );
    expect((await test.admin.get<UserBody>(`/users/${me}`)).body).toMatchObject({
      version: 1,
      roleIds: [administrator],
    });
  });

  it('is one of two who disable each other in transactions that overlap', async () => {
    const administrator = await readyRole(test, 'administrator');
    const other = await test.person({ roleIds: [administrator] });
    const [writer, principals] = [test.app.get(RecordWriter), test.app.get(Authenticator)];
    let inside = 0;
    const disable = async (by: Caller, whom: Caller) => {
      const { sid } = JSON.parse(Buffer.from(by.token.split('.')[1] as string, 'base64url').toString()) as {
        sid: string;
      };
      const principal = (await principals.bySession(sid, by.userId)) as Principal;
      return test.door.as(principal, async (uow) => {
        await writer.update(uow, recordTypes.get('user'), whom.userId, { active: false });
        inside += 1;
        // Stays open until the other one has written too, or is seen to wait.
        for (let i = 0; i < 30 && inside < 2; i += 1) await new Promise((done) => setTimeout(done, 10));
      });
    };
    const ends = await Promise.allSettled([disable(test.admin, other), disable(other, test.admin)]);
    expect(ends.map((end) => end.status).sort()).toEqual(['fulfilled', 'rejected']);
    const active = await test.door.asSystem('test', (uow) =>
      uow.query<{ id: string }>('select id from users where active and role_ids @> array[$1::uuid]', [administrator]),
    );
    expect(active).toHaveLength(1);
    // Back to one administrator who is ours, for the tests after this one.
    await test.door.asSystem('test', async (uow) => {
      await uow.execute('update users set active = (id = $1) where id = any($2::uuid[])', [
        test.admin.userId,
        [test.admin.userId, other.userId],
      ]);
      await uow.query('select access_refresh(null)');
    });
    test.admin = await test.signIn('admin', ADMIN_PASSWORD);
  });
});

describe('nobody gives or takes more than they hold', () => {
  let branch: string;
  let below: string;
  let elsewhere: string;
  let manager: Caller;
  let colleague: string;
  let administrator: string;
  let wide: string;
  let own: string;

  beforeAll(async () => {
    branch = await test.branch('شعبهٔ شیراز');
    below = await test.branch('دفتر مرودشت', branch);
    elsewhere = await test.branch('شعبهٔ تبریز');
    manager = await test.person({ grants: branchManagerGrants(), orgUnitId: branch });
    colleague = (await makeUser(test, { orgUnitId: below })).id;
    administrator = await readyRole(test, 'administrator');
    wide = await makeRole(test, grants(['account'], ['view'], 'all'));
    own = await makeRole(test, grants(['account'], ['view', 'edit'], 'own'));
  });

  it('lets a manager do what is within reach', async () => {
    const made = await manager.post<UserBody>('/users', {
      username: 'new-hand',
      fullName: 'تازه‌کار',
      orgUnitId: below,
      roleIds: [own],
    });
    expect(made.status).toBe(201);
    expect((await manager.patch(`/users/${made.body.id}`, { orgUnitId: branch, jobTitle: 'فروشنده' })).status).toBe(
      200,
    );
    const role = await manager.post('/roles', { name: 'فروش شعبه', grants: grants(['account'], ['view'], 'branch') });
    expect(role.status).toBe(201);
    expect(
      (await manager.patch(`/users/${made.body.id}`, { roleIds: [own, (role.body as { id: string }).id] })).status,
    ).toBe(200);
  });

  const tries: [string, () => Promise<{ status: number; body: unknown }>][] = [
    [
      'give themselves the administrator role',
      () => manager.patch(`/users/${manager.userId}`, { roleIds: [administrator] }),
    ],
    [
      'give a colleague the administrator role',
      () => manager.patch(`/users/${colleague}`, { roleIds: [administrator] }),
    ],
    [
      'make a user with the administrator role',
      () => manager.post('/users', { username: 'evil-1', fullName: 'x', roleIds: [administrator], orgUnitId: below }),
    ],
    [
      'make a disabled user with a wide role, to wake it later',
      () =>
        manager.post('/users', { username: 'evil-2', fullName: 'x', roleIds: [wide], active: false, orgUnitId: below }),
    ],
    ['give themselves a role that sees all', () => manager.patch(`/users/${manager.userId}`, { roleIds: [wide] })],
    [
      'make a role that sees all',
      () => manager.post('/roles', { name: 'x', grants: grants(['account'], ['view'], 'all') }),
    ],
    [
      'make a role over every type',
      () => manager.post('/roles', { name: 'x', grants: grants(['*'], ['view'], 'branch') }),
    ],
    [
      'make a role with an action that they lack',
      () => manager.post('/roles', { name: 'x', grants: grants(['account'], ['delete'], 'own') }),
    ],
    [
      'make a role over a type that they lack',
      () => manager.post('/roles', { name: 'x', grants: grants(['setting'], ['edit'], 'own') }),
    ],
    [
      'make a team role, which crosses branches',
      () => manager.post('/roles', { name: 'x', grants: grants(['account'], ['view'], 'team') }),
    ],
    [
      'widen the role of a colleague',
      () => manager.patch(`/roles/${own}`, { grants: grants(['account'], ['view'], 'all') }),
    ],
    ['narrow the administrator role', () => manager.patch(`/roles/${administrator}`, { grants: [] })],
    ['rename the administrator role', () => manager.patch(`/roles/${administrator}`, { name: 'x' })],
    ['remove a role beyond their own', () => manager.delete(`/roles/${wide}`)],
    [
      'set the password of the administrator',
      () => manager.patch(`/users/${test.admin.userId}`, { password: 'یک گذرواژهٔ خوب' }),
    ],
    ['disable the administrator', () => manager.patch(`/users/${test.admin.userId}`, { active: false })],
    ['remove the administrator', () => manager.delete(`/users/${test.admin.userId}`)],
    ['move themselves to another branch', () => manager.patch(`/users/${manager.userId}`, { orgUnitId: elsewhere })],
    ['move a unit of others below their own', () => manager.patch(`/org-units/${elsewhere}`, { parentId: branch })],
    ['hang their own unit onto the root', () => manager.patch(`/org-units/${below}`, { parentId: null })],
    [
      'make a user in another branch',
      () => manager.post('/users', { username: 'evil-3', fullName: 'x', orgUnitId: elsewhere }),
    ],
    ['change the settings', () => manager.patch('/settings', { companyName: 'x' })],
    ['make an API key', () => manager.post('/api-keys', { name: 'x', userId: colleague })],
    ['mark a role as a ready one', () => manager.post('/roles', { name: 'x', builtin: 'administrator', grants: [] })],
  ];

  it.each(tries)('they cannot %s', async (_, attempt) => {
    const state = () =>
      test.door.asSystem('test', async (uow) => [
        await uow.query('select id, version, role_ids, org_unit_id, active from users order by id'),
        await uow.query('select id, version, grants from roles order by id'),
        await uow.query('select id, version, parent_id from org_units order by id'),
        await uow.query('select user_id, grants, unit_ids from access_principals order by user_id'),
        await uow.query('select count(*) from api_keys'),
        await uow.query('select count(*) from settings'),
      ]);
    const before = await state();
    const answer = await attempt();
    expect([400, 403, 404, 422]).toContain(answer.status);
    expect(await state()).toEqual(before);
  });

  it('names the refusal', async () => {
    const answer = await manager.patch(`/users/${colleague}`, { roleIds: [administrator] });
    expect([answer.status, codes(answer)]).toEqual([403, ['access.escalation']]);
  });

  it('does not let a manager touch an account in their own branch that may do more than they', async () => {
    const { id } = await makeUser(test, { orgUnitId: branch, roleIds: [wide] });
    const asleep = await makeUser(test, { orgUnitId: branch, roleIds: [wide], active: false });
    const answers = [
      await manager.patch(`/users/${id}`, { password: 'یک گذرواژهٔ خوب' }),
      await manager.patch(`/users/${id}`, { username: 'renamed' }),
      await manager.patch(`/users/${id}`, { email: 'mine@example.ir' }),
      await manager.patch(`/users/${id}`, { active: false }),
      await manager.delete(`/users/${id}`),
      await manager.patch(`/users/${asleep.id}`, { password: 'یک گذرواژهٔ خوب' }),
      await manager.patch(`/users/${asleep.id}`, { active: true }),
    ];
    await test.admin.delete(`/users/${id}`);
    answers.push(await manager.post(`/users/${id}/restore`));
    expect(answers.map((answer) => [answer.status, codes(answer)])).toEqual(
      answers.map(() => [403, ['access.escalation']]),
    );
  });

  it('does not let somebody with a hidden field make a role that shows it', async () => {
    const blind = await test.person({
      grants: [...grants(['role', 'user'], EVERY_ACTION, 'all'), ...grants(['contact'], ['view'], 'all')],
      fields: [{ recordType: 'contact', field: 'mobile', level: 'hidden' }],
    });
    const open = { name: 'بینا', grants: grants(['contact'], ['view'], 'all') };
    expect(codes(await blind.post('/roles', open))).toEqual(['access.escalation']);
    const hidden = { ...open, fields: [{ recordType: 'contact', field: 'mobile', level: 'hidden' }] };
    expect((await blind.post('/roles', hidden)).status).toBe(201);
  });

  it('does not let a manager bring somebody into a team whose records they do not see', async () => {
    const star = await makeUser(test, { orgUnitId: elsewhere });
    const team = await test.admin.post<{ id: string }>('/teams', { name: 'ستاره‌ها', memberIds: [star.id] });
    const role = await makeRole(test, grants(['account'], ['view'], 'team'));
    const mate = await makeUser(test, { orgUnitId: branch, roleIds: [role] });
    expect((await manager.patch(`/users/${mate.id}`, { teamIds: [team.body.id] })).status).toBe(403);
    const joined = await manager.patch(`/teams/${team.body.id}`, { memberIds: [mate.id] });
    expect(joined.status).toBe(403);
    expect((await test.admin.get<UserBody>(`/users/${mate.id}`)).body.teamIds).toEqual([]);
  });

  it('does not let a salesperson reach people, roles, units, teams or settings', async () => {
    const seller = await test.person({ roleIds: [await readyRole(test, 'salesperson')], orgUnitId: branch });
    const answers = [
      await seller.post('/users', { username: 'x-1', fullName: 'x' }),
      await seller.patch(`/users/${seller.userId}`, { roleIds: [administrator] }),
      await seller.patch(`/users/${seller.userId}`, { fullName: 'رئیس' }),
      await seller.post('/roles', { name: 'x', grants: [] }),
      await seller.post('/teams', { name: 'x' }),
      await seller.post('/org-units', { name: 'x' }),
      await seller.patch('/settings', { moneyUnit: 'IRR' }),
      await seller.get('/api-keys'),
      await seller.post('/setup/empty'),
    ];
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 403));
    expect(await statusOf(seller)).toBe(200);
  });
});
