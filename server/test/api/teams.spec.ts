import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codes, makeRole, makeUser } from '../factories/people.js';
import { createTestApp, grants, type TestApp } from '../support/app.js';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

interface TeamBody {
  id: string;
  memberIds: string[];
  version: number;
}

const teamOf = async (id: string) => (await test.admin.get<TeamBody>(`/teams/${id}`)).body;
const teamIdsOf = async (id: string) => (await test.admin.get<{ teamIds: string[] }>(`/users/${id}`)).body.teamIds;

describe('/teams', () => {
  it('writes members through to the users and shows them either way', async () => {
    const [a, b, c] = [await makeUser(test), await makeUser(test), await makeUser(test)];
    const made = await test.admin.post<TeamBody>('/teams', { name: 'فروش غرب', memberIds: [a.id, b.id] });
    expect(made.status).toBe(201);
    expect(made.body.memberIds).toEqual([a.id, b.id].sort());
    expect(await teamIdsOf(a.id)).toEqual([made.body.id]);
    const changed = await test.admin.patch<TeamBody>(`/teams/${made.body.id}`, { memberIds: [b.id, c.id] });
    expect(changed.body.memberIds).toEqual([b.id, c.id].sort());
    expect([await teamIdsOf(a.id), await teamIdsOf(c.id)]).toEqual([[], [made.body.id]]);
    await test.admin.patch(`/users/${a.id}`, { teamIds: [made.body.id] });
    expect((await teamOf(made.body.id)).memberIds).toEqual([a.id, b.id, c.id].sort());
    await test.admin.patch(`/teams/${made.body.id}`, { name: 'فروش باختر' });
    expect((await teamOf(made.body.id)).memberIds).toHaveLength(3);
  });

  it('notices a stale save of the members', async () => {
    const [a, b] = [await makeUser(test), await makeUser(test)];
    const made = await test.admin.post<TeamBody>('/teams', { name: 'دو نفره' });
    const save = (memberIds: string[]) =>
      test.admin.patch(`/teams/${made.body.id}`, { memberIds }, { 'if-match': '"1"' });
    expect((await save([a.id])).status).toBe(200);
    expect((await save([b.id])).status).toBe(412);
    expect((await teamOf(made.body.id)).memberIds).toEqual([a.id]);
  });

  it('refuses members that are not there', async () => {
    const answer = await test.admin.post('/teams', {
      name: 'خیالی',
      memberIds: ['00000000-0000-7000-8000-000000000000'],
    });
    expect([answer.status, codes(answer)]).toEqual([422, ['link.notFound']]);
  });

  it('opens and closes the records of teammates on the next request', async () => {
    const role = await makeRole(test, grants(['user'], ['view'], 'team'));
    const caller = await test.person({ roleIds: [role] });
    const mate = await makeUser(test);
    const sees = async () => (await caller.get(`/users/${mate.id}`)).status;
    expect(await sees()).toBe(404);
    const team = await test.admin.post<TeamBody>('/teams', { name: 'هم‌تیمی', memberIds: [caller.userId, mate.id] });
    expect(await sees()).toBe(200);
    await test.admin.patch(`/teams/${team.body.id}`, { memberIds: [caller.userId] });
    expect(await sees()).toBe(404);
    await test.admin.patch(`/users/${mate.id}`, { teamIds: [team.body.id] });
    expect(await sees()).toBe(200);
    await test.admin.delete(`/teams/${team.body.id}`);
    expect(await sees()).toBe(404);
    await test.admin.post(`/teams/${team.body.id}/restore`);
    expect(await sees()).toBe(200);
  });
});
