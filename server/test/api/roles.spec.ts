import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codes, makeRole, makeUser } from '../factories/people.js';
import { createTestApp, grants, type TestApp } from '../support/app.js';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

interface RoleBody {
  id: string;
  name: string;
  builtin: string | null;
  grants: unknown[];
  version: number;
}

describe('/roles', () => {
  it('starts with three ready ones', async () => {
    const answer = await test.admin.get<{ data: RoleBody[] }>('/roles?sort=createdAt');
    expect(answer.body.data.map(({ builtin, name }) => [builtin, name])).toEqual([
      ['administrator', 'مدیر سامانه'],
      ['salesManager', 'مدیر فروش'],
      ['salesperson', 'کارشناس فروش'],
    ]);
  });

  it('keeps what it was given, and an equal list is no change', async () => {
    const given = grants(['account', '*'], ['view', 'export'], 'branch');
    const fields = [{ recordType: 'contact', field: 'mobile', level: 'masked' }];
    const made = await test.admin.post<RoleBody>('/roles', { name: 'ناظر', grants: given, fields });
    expect(made.body).toMatchObject({ grants: given, fields, builtin: null, version: 1 });
    const same = await test.admin.patch<RoleBody>(`/roles/${made.body.id}`, { name: 'ناظر', grants: given, fields });
    expect(same.body.version).toBe(1);
  });

  it('lets people edit a ready role', async () => {
    const list = await test.admin.get<{ data: RoleBody[] }>('/roles?sort=createdAt');
    const ready = list.body.data.find(({ builtin }) => builtin === 'salesperson') as RoleBody;
    const more = [...ready.grants, ...grants(['note'], ['share'], 'own')];
    const saved = await test.admin.patch<RoleBody>(`/roles/${ready.id}`, { grants: more });
    expect([saved.status, saved.body.grants]).toEqual([200, more]);
    await test.admin.patch(`/roles/${ready.id}`, { grants: ready.grants });
  });

  it.each([
    [
      'an unknown record type',
      { grants: [{ recordType: 'spaceship', action: 'view', scope: 'all' }] },
      'role.unknownRecordType',
      'grants[0].recordType',
    ],
    [
      'an unknown action',
      { grants: [{ recordType: 'user', action: 'fly', scope: 'all' }] },
      'role.unknownAction',
      'grants[0].action',
    ],
    [
      'an unknown scope',
      { grants: [{ recordType: 'user', action: 'view', scope: 'galaxy' }] },
      'role.unknownScope',
      'grants[0].scope',
    ],
    ['a missing key', { grants: [{ recordType: 'user', action: 'view' }] }, 'role.entryInvalid', 'grants[0]'],
    [
      'a further key',
      { grants: [{ recordType: 'user', action: 'view', scope: 'own', if: '1=1' }] },
      'role.entryInvalid',
      'grants[0]',
    ],
    ['no list', { grants: { view: true } }, 'field.notList', 'grants'],
    [
      'an unknown field',
      { fields: [{ recordType: 'user', field: 'shoeSize', level: 'read' }] },
      'role.unknownField',
      'fields[0].field',
    ],
    [
      'an unknown level',
      { fields: [{ recordType: 'user', field: 'email', level: 'blurred' }] },
      'role.unknownLevel',
      'fields[0].level',
    ],
    [
      'a limit on every type',
      { fields: [{ recordType: '*', field: 'email', level: 'read' }] },
      'role.unknownRecordType',
      'fields[0].recordType',
    ],
  ])('refuses %s', async (_, more, code, path) => {
    const answer = await test.admin.post<{ errors: unknown[] }>('/roles', { name: 'x', ...more });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([expect.objectContaining({ path, code })]);
  });

  it('goes only when nobody holds it, and comes back with what it gave', async () => {
    const role = await makeRole(test, grants(['user'], ['view'], 'all'));
    const user = await makeUser(test, { roleIds: [role] });
    expect(codes(await test.admin.delete(`/roles/${role}`))).toEqual(['role.inUse']);
    await test.admin.patch(`/users/${user.id}`, { roleIds: [] });
    expect((await test.admin.delete(`/roles/${role}`)).status).toBe(204);
    expect((await test.admin.post<RoleBody>(`/roles/${role}/restore`)).body.grants).toEqual(
      grants(['user'], ['view'], 'all'),
    );
  });

  it('hides and masks fields, unless another role of the user opens them', async () => {
    const view = grants(['user'], ['view'], 'all');
    const blind = await makeRole(test, view, {
      fields: [
        { recordType: 'user', field: 'email', level: 'hidden' },
        { recordType: 'user', field: 'mobile', level: 'masked' },
      ],
    });
    const caller = await test.person({ roleIds: [blind] });
    await test.admin.patch(`/users/${caller.userId}`, { email: 'a@example.ir', mobile: '09121234567' });
    const seen = await caller.get(`/users/${caller.userId}`);
    expect(seen.body).not.toHaveProperty('email');
    expect(seen.body).toMatchObject({ mobile: '0912•••4567' });
    expect((await caller.get('/users?sort=email')).status).toBe(400);
    await test.admin.patch(`/users/${caller.userId}`, { roleIds: [blind, await makeRole(test, view)] });
    expect((await caller.get(`/users/${caller.userId}`)).body).toMatchObject({
      email: 'a@example.ir',
      mobile: '+989121234567',
    });
  });
});
