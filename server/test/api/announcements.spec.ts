import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { faultsOf } from '../factories/core.js';
import { EventStream } from '../support/event-stream.js';
import { type Caller, createTestApp, grants, type TestApp } from '../support/app.js';

interface Mine {
  readonly id: string;
  readonly title: string;
  readonly readAt: string | null;
}

let test: TestApp;
let north: Caller;
let south: Caller;
let unit: string;
let role: string;
const work = grants(['account'], ['view'], 'own');
const announce = async (more: object): Promise<string> => {
  const answer = await test.admin.post<{ id: string }>('/announcements', { title: 'اطلاعیه', body: 'متن', ...more });
  expect(answer.status).toBe(201);
  return answer.body.id;
};
const mine = async (who: Caller): Promise<Mine[]> => (await who.get<{ data: Mine[] }>('/me/announcements')).body.data;
const sees = async (who: Caller, id: string): Promise<boolean> => (await mine(who)).some((one) => one.id === id);

beforeAll(async () => {
  test = await createTestApp();
  unit = await test.branch('شمال');
  north = await test.person({ grants: work, orgUnitId: await test.branch('رشت', unit) });
  south = await test.person({ grants: work, orgUnitId: await test.branch('جنوب') });
  [role] = (await test.admin.get<{ roleIds: string[] }>(`/users/${south.userId}`)).body.roleIds as [string];
});
afterAll(() => test.close());

describe('announcements', () => {
  it('reach everybody, those of a branch and below, or those of a role', async () => {
    const all = await announce({});
    const branch = await announce({ orgUnitIds: [unit] });
    const ofRole = await announce({ roleIds: [role] });
    expect([await sees(north, all), await sees(south, all)]).toEqual([true, true]);
    expect([await sees(north, branch), await sees(south, branch)]).toEqual([true, false]);
    expect([await sees(north, ofRole), await sees(south, ofRole)]).toEqual([false, true]);
  });

  it('are shown from their time to their end', async () => {
    const hour = (n: number) => new Date(Date.now() + n * 3_600_000).toISOString();
    expect(await sees(north, await announce({ fromAt: hour(1) }))).toBe(false);
    expect(await sees(north, await announce({ fromAt: hour(-2), toAt: hour(-1) }))).toBe(false);
    expect(await sees(north, await announce({ fromAt: hour(-2), toAt: hour(1) }))).toBe(true);
    const bad = await test.admin.post('/announcements', { title: 'ا', body: 'م', fromAt: hour(2), toAt: hour(1) });
    expect([bad.status, faultsOf(bad.body)]).toEqual([422, { toAt: 'announcement.endBeforeStart' }]);
  });

  it('note who has read them, for those who may see announcements', async () => {
    const id = await announce({ orgUnitIds: [unit] });
    expect((await north.post(`/announcements/${id}/read`)).status).toBe(204);
    expect((await north.post(`/announcements/${id}/read`)).status).toBe(204);
    expect((await mine(north)).find((one) => one.id === id)?.readAt).not.toBeNull();
    const readers = await test.admin.get(`/announcements/${id}/readers`);
    expect(readers.body).toMatchObject({ audience: 1, read: 1, data: [{ id: north.userId }] });
    expect((await south.post(`/announcements/${id}/read`)).status).toBe(404);
    expect((await north.get(`/announcements/${id}/readers`)).status).toBe(403);
    expect((await north.get(`/announcements/${id}`)).status).toBe(403);
  });

  it('are heard of live by those whom they are for', async () => {
    const url = await test.app.getUrl();
    const [hears, not] = [await EventStream.open(url, north.token), await EventStream.open(url, south.token)];
    // Until the stream listens it hears nothing, so it is said until it is heard.
    for (let i = 0; i < 20 && hears.events.length === 0; i += 1) {
      await announce({ orgUnitIds: [unit] });
      await hears.until(() => hears.events.length > 0, 500).catch(() => undefined);
    }
    expect(hears.events[0]).toEqual({ type: 'announcement', data: {} });
    expect(not.events).toEqual([]);
    hears.close();
    not.close();
  });
});
