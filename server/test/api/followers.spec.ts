import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anAccount, aNote, CORE_TYPES } from '../factories/core.js';
import { type Caller, createTestApp, EVERY_ACTION, grants, type TestApp } from '../support/app.js';

let test: TestApp;
let rep: Caller;
let manager: Caller;
beforeAll(async () => {
  test = await createTestApp();
  rep = await test.person({
    grants: [...grants(CORE_TYPES, EVERY_ACTION, 'own'), ...grants(['user'], ['view'], 'all')],
  });
  manager = await test.person({
    fullName: 'مدیر فروش',
    grants: [...grants(CORE_TYPES, EVERY_ACTION, 'all'), ...grants(['user'], ['view'], 'all')],
  });
});
afterAll(() => test.close());

const follow = (caller: Caller, id: string) =>
  caller.post<{ data: { id: string; fullName: string }[] }>(`/accounts/${id}/follow`);

describe('/:resource/:id/follow', () => {
  it('follows once and stops', async () => {
    const account = await anAccount(rep);
    await follow(rep, account.id);
    await follow(manager, account.id);
    const twice = await follow(manager, account.id);
    expect(twice.status).toBe(200);
    expect(twice.body.data.map(({ id }) => id)).toEqual([rep.userId, manager.userId]);
    expect(twice.body.data[1]?.fullName).toBe('مدیر فروش');
    const file = async () => (await manager.get<{ following: boolean }>(`/accounts/${account.id}/file`)).body.following;
    expect(await file()).toBe(true);
    const left = await manager.delete<{ data: { id: string }[] }>(`/accounts/${account.id}/follow`);
    expect(left.body.data.map(({ id }) => id)).toEqual([rep.userId]);
    expect(await file()).toBe(false);
  });

  it('hears of a new note by others', async () => {
    const account = await anAccount(rep);
    await follow(manager, account.id);
    await follow(rep, account.id);
    const note = await aNote(rep, { type: 'account', id: account.id });
    expect(note.version).toBe(1);
    const told = (await manager.get<{ data: { kind: string; about: { id: string } }[] }>('/notifications')).body
      .data[0];
    expect(told).toMatchObject({ kind: 'noted', about: { type: 'account', id: account.id } });
    expect((await rep.get<{ data: unknown[] }>('/notifications')).body.data).toEqual([]);
  });

  it('gives no sight of a record', async () => {
    const account = await anAccount(rep);
    await follow(rep, account.id);
    await test.admin.patch(`/accounts/${account.id}`, { ownerId: manager.userId });
    expect((await rep.get(`/accounts/${account.id}`)).status).toBe(404);
    expect((await rep.get(`/accounts/${account.id}/follow`)).status).toBe(404);
  });

  it('knows no other resources', async () => {
    expect((await rep.post('/spaceships/019aa4b6-4500-7563-8e86-9451c4714cb0/follow')).status).toBe(404);
    expect((await test.nobody.post('/accounts/019aa4b6-4500-7563-8e86-9451c4714cb0/follow')).status).toBe(401);
  });
});
