import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codes, makeUser } from '../factories/people.js';
import { type Caller, createTestApp, grants, type TestApp } from '../support/app.js';

interface Page {
  data: { id: string; name: string }[];
}

let test: TestApp;
let north: string;
let below: string;
let south: string;
let manager: Caller;
let ofCompany: string;
let ofSouth: string;
let southTeam: string;

const SELLING = grants(['account'], ['view', 'create', 'edit'], 'own');

beforeAll(async () => {
  test = await createTestApp();
  north = await test.branch('شمال');
  below = await test.branch('گیلان', north);
  south = await test.branch('جنوب');
  manager = await test.person({
    fullName: 'مدیر شمال',
    orgUnitId: north,
    grants: [
      ...grants(['user'], ['view', 'create', 'edit', 'delete', 'assign'], 'branchAndBelow'),
      ...grants(['role', 'team', 'orgUnit'], ['view', 'create', 'edit', 'delete', 'restore'], 'branchAndBelow'),
      ...grants(['account'], ['view', 'create', 'edit'], 'branchAndBelow'),
    ],
  });
  const role = (name: string, orgUnitId?: string) =>
    test.admin.post<{ id: string }>('/roles', { name, grants: SELLING, ...(orgUnitId ? { orgUnitId } : {}) });
  ofCompany = (await role('فروش شرکت')).body.id;
  ofSouth = (await role('فروش جنوب', south)).body.id;
  southTeam = (await test.admin.post<{ id: string }>('/teams', { name: 'تیم جنوب', orgUnitId: south })).body.id;
  await makeUser(test, { orgUnitId: south, roleIds: [ofCompany] });
});
afterAll(() => test?.close());

const names = async (path: string) => (await manager.get<Page>(`${path}?limit=200`)).body.data.map(({ name }) => name);

describe('an administrator of a branch', () => {
  it('sees their own branches, and the roles and teams of the company and of those', async () => {
    expect((await names('/org-units')).sort()).toEqual(['شمال', 'گیلان'].sort());
    expect(await names('/roles')).toContain('فروش شرکت');
    expect(await names('/roles')).not.toContain('فروش جنوب');
    expect(await names('/teams')).toEqual([]);
    for (const path of [`/org-units/${south}`, `/roles/${ofSouth}`, `/teams/${southTeam}`])
      expect([path, (await manager.get(path)).status]).toEqual([path, 404]);
    expect((await manager.get<Page>('/users')).body.data.every(({ id }) => id === manager.userId)).toBe(true);
  });

  it('makes teams, roles, branches and people of their own', async () => {
    const made = async (path: string, body: object) => {
      const answer = await manager.post<{ id: string; orgUnitId: string | null }>(path, body);
      expect([path, answer.status]).toEqual([path, 201]);
      return answer.body;
    };
    const team = await made('/teams', { name: 'تیم رشت' });
    const role = await made('/roles', { name: 'فروش شمال', grants: SELLING });
    expect([team.orgUnitId, role.orgUnitId]).toEqual([north, north]);
    const unit = await made('/org-units', { name: 'رشت', parentId: below });
    const user = await made('/users', {
      username: 'rasht.1',
      fullName: 'رشتی',
      orgUnitId: unit.id,
      roleIds: [role.id],
    });
    expect((await manager.patch(`/roles/${role.id}`, { grants: [] })).status).toBe(200);
    expect((await manager.patch(`/teams/${team.id}`, { memberIds: [user.id] })).status).toBe(200);
    expect((await manager.patch(`/org-units/${unit.id}`, { name: 'شهر رشت' })).status).toBe(200);
  });

  it.each<[string, () => Promise<{ status: number; body: unknown }>]>([
    ['change a role of the company', () => manager.patch(`/roles/${ofCompany}`, { grants: [] })],
    ['remove a role of the company', () => manager.delete(`/roles/${ofCompany}`)],
    ['change a role of another branch', () => manager.patch(`/roles/${ofSouth}`, { grants: [] })],
    ['make a role for another branch', () => manager.post('/roles', { name: 'x', grants: [], orgUnitId: south })],
    ['make a team for another branch', () => manager.post('/teams', { name: 'x', orgUnitId: south })],
    ['change a team of another branch', () => manager.patch(`/teams/${southTeam}`, { memberIds: [manager.userId] })],
    ['make a branch elsewhere', () => manager.post('/org-units', { name: 'x', parentId: south })],
    ['make a branch of the whole company', () => manager.post('/org-units', { name: 'x' })],
    ['rename another branch', () => manager.patch(`/org-units/${south}`, { name: 'x' })],
    ['remove another branch', () => manager.delete(`/org-units/${south}`)],
    ['make a user elsewhere', () => manager.post('/users', { username: 'x.1', fullName: 'x', orgUnitId: south })],
    [
      'hand out a role of another branch',
      () => manager.post('/users', { username: 'x.2', fullName: 'x', orgUnitId: below, roleIds: [ofSouth] }),
    ],
    [
      'give what they do not hold',
      () => manager.post('/roles', { name: 'x', grants: grants(['lead'], ['view'], 'own') }),
    ],
  ])('cannot %s', async (_, attempt) => {
    const state = () =>
      test.door.asSystem('test', async (uow) => [
        await uow.query('select id, version, grants from roles order by id'),
        await uow.query('select id, version from teams order by id'),
        await uow.query('select id, version, parent_id from org_units order by id'),
        await uow.query('select user_id, grants, unit_ids from access_principals order by user_id'),
      ]);
    const before = await state();
    const { status } = await attempt();
    expect([403, 404, 422]).toContain(status);
    expect(await state()).toEqual(before);
  });

  it('leaves a role of their branch alone once somebody elsewhere holds it', async () => {
    const role = await manager.post<{ id: string }>('/roles', { name: 'مشترک', grants: SELLING });
    await makeUser(test, { orgUnitId: south, roleIds: [role.body.id] });
    const answer = await manager.patch(`/roles/${role.body.id}`, { grants: [] });
    expect([answer.status, codes(answer)]).toEqual([403, ['role.heldElsewhere']]);
  });
});

describe('the last administrator', () => {
  it('can be neither removed, disabled nor demoted', async () => {
    const { body } = await test.admin.get<{ roleIds: string[] }>(`/users/${test.admin.userId}`);
    const answers = [
      await test.admin.patch(`/users/${test.admin.userId}`, { active: false }),
      await test.admin.patch(`/users/${test.admin.userId}`, { roleIds: [] }),
      await test.admin.delete(`/users/${test.admin.userId}`),
      await test.admin.patch(`/roles/${body.roleIds[0]}`, { grants: grants(['account'], ['view'], 'all') }),
    ];
    expect(answers.map((answer) => [answer.status, codes(answer)])).toEqual(
      answers.map(() => [422, ['user.lastAdministrator']]),
    );
  });
});
