import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codes, makeRole, makeUser } from '../factories/people.js';
import { createTestApp, grants, type TestApp } from '../support/app.js';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

describe('/org-units', () => {
  it('starts with the head office, where the administrator is', async () => {
    const me = await test.admin.get<{ user: { orgUnitName: string } }>('/me');
    expect(me.body.user.orgUnitName).toBe('دفتر مرکزی');
  });

  it('refuses circles, also when two moves at once would close one', async () => {
    const a = await test.branch('الف');
    const b = await test.branch('ب', a);
    const c = await test.branch('پ', b);
    for (const parentId of [a, b, c]) {
      const answer = await test.admin.patch(`/org-units/${a}`, { parentId });
      expect([answer.status, codes(answer)]).toEqual([422, ['orgUnit.circle']]);
    }
    const [x, y] = [await test.branch('ت'), await test.branch('ث')];
    const moves = await Promise.all([
      test.admin.patch(`/org-units/${x}`, { parentId: y }),
      test.admin.patch(`/org-units/${y}`, { parentId: x }),
    ]);
    // The loser sees the circle, or the two wait for each other's row and Postgres lets one of them go.
    expect(moves.map((answer) => (answer.status === 409 ? 422 : answer.status)).sort()).toEqual([200, 422]);
    const parents = await test.door.asSystem('test', (uow) =>
      uow.query<{ parent_id: string | null }>('select parent_id from org_units where id = any($1::uuid[])', [[x, y]]),
    );
    expect(parents.filter((row) => row.parent_id === null)).toHaveLength(1);
  });

  it('keeps a unit that has units or users', async () => {
    const [parent, empty] = [await test.branch('بالا'), await test.branch('خالی')];
    const child = await test.branch('پایین', parent);
    expect(codes(await test.admin.delete(`/org-units/${parent}`))).toEqual(['orgUnit.hasUnits']);
    const user = await makeUser(test, { orgUnitId: child });
    expect(codes(await test.admin.delete(`/org-units/${child}`))).toEqual(['orgUnit.hasUsers']);
    await test.admin.patch(`/users/${user.id}`, { orgUnitId: parent });
    expect((await test.admin.delete(`/org-units/${child}`)).status).toBe(204);
    expect((await test.admin.delete(`/org-units/${empty}`)).status).toBe(204);
  });

  it('decides what "branch" and "branch and below" reach, at once', async () => {
    const top = await test.branch('کل');
    const low = await test.branch('جزء');
    const someone = await makeUser(test, { orgUnitId: low });
    const below = await makeRole(test, grants(['user'], ['view'], 'branchAndBelow'));
    const only = await makeRole(test, grants(['user'], ['view'], 'branch'));
    const head = await test.person({ roleIds: [below], orgUnitId: top });
    const local = await test.person({ roleIds: [only], orgUnitId: top });
    const see = async () => [
      (await head.get(`/users/${someone.id}`)).status,
      (await local.get(`/users/${someone.id}`)).status,
    ];
    expect(await see()).toEqual([404, 404]);
    await test.admin.patch(`/org-units/${low}`, { parentId: top });
    expect(await see()).toEqual([200, 404]);
    await test.admin.patch(`/users/${someone.id}`, { orgUnitId: top });
    expect(await see()).toEqual([200, 200]);
    await test.admin.patch(`/users/${someone.id}`, { orgUnitId: low });
    await test.admin.patch(`/org-units/${low}`, { parentId: null });
    expect(await see()).toEqual([404, 404]);
  });
});
