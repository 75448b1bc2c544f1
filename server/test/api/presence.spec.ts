import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { DATABASE_URLS } from '../../src/platform/database/database.module.js';
import { type LiveEvent, LiveEvents } from '../../src/platform/notifications/live-events.js';
import { anAccount, aNote, CORE_TYPES } from '../factories/core.js';
import { EventStream } from '../support/event-stream.js';
import { type Caller, createTestApp, EVERY_ACTION, grants, type TestApp } from '../support/app.js';

interface Person {
  readonly id: string;
  readonly state: string;
  readonly fields: string[];
}

let test: TestApp;
let sara: Caller;
let ali: Caller;
let id: string;
const own = [...grants(CORE_TYPES, EVERY_ACTION, 'own'), ...grants(['user'], ['view'], 'all')];
const say = async (who: Caller, state: string, fields: string[] = []): Promise<Person[]> => {
  const answer = await who.post<{ data: Person[] }>(`/accounts/${id}/presence`, { state, fields });
  expect(answer.status).toBe(200);
  return answer.body.data;
};

beforeAll(async () => {
  test = await createTestApp();
  sara = await test.person({ grants: own });
  ali = await test.person({ grants: [...own, ...grants(['account'], ['view', 'edit'], 'all')] });
  id = (await anAccount(sara)).id;
});
afterAll(() => test.close());

describe('presence at a record', () => {
  it('tells who else looks at it and which fields they change', async () => {
    expect(await say(sara, 'viewing')).toEqual([]);
    expect(await say(ali, 'editing', ['phone', 'nothing'])).toMatchObject([{ id: sara.userId, state: 'viewing' }]);
    expect(await say(sara, 'viewing')).toMatchObject([{ id: ali.userId, state: 'editing', fields: ['phone'] }]);
    await say(ali, 'left');
    expect((await sara.get<{ data: Person[] }>(`/accounts/${id}/presence`)).body.data).toEqual([]);
  });

  it('does not name fields that the reader may not read', async () => {
    const limited = await test.person({
      grants: [...own, ...grants(['account'], ['view'], 'all')],
      fields: [{ recordType: 'account', field: 'phone', level: 'hidden' }],
    });
    await say(ali, 'editing', ['phone', 'city']);
    expect((await say(limited, 'viewing')).find((person) => person.id === ali.userId)?.fields).toEqual(['city']);
    await say(limited, 'left');
  });

  it('is for those who see the record', async () => {
    const stranger = await test.person({ grants: own });
    expect((await stranger.get(`/accounts/${id}/presence`)).status).toBe(404);
    expect((await stranger.post(`/accounts/${id}/presence`, { state: 'viewing' })).status).toBe(404);
    expect((await sara.post(`/accounts/${id}/presence`, { state: 'dancing' })).status).toBe(400);
    expect((await test.nobody.get(`/accounts/${id}/presence`)).status).toBe(401);
  });

  it('is heard live by those who are there, not by others, and by nobody who lost the sight of the record', async () => {
    const url = await test.app.getUrl();
    const guest = await test.person({ grants: [...own, ...grants(['account'], ['view'], 'all')] });
    const there = await EventStream.open(url, sara.token);
    const elsewhere = await EventStream.open(url, test.admin.token);
    const lost = await EventStream.open(url, guest.token);
    await say(sara, 'viewing');
    await say(guest, 'viewing');
    const [role] = (await test.admin.get<{ roleIds: string[] }>(`/users/${guest.userId}`)).body.roleIds;
    await there.until(() => there.events.length > 0);
    await test.admin.patch(`/roles/${role}`, { grants: own });
    const before = lost.events.length;
    await say(ali, 'viewing');
    await aNote(ali, { type: 'account', id });
    const of = (what: string) => ({ type: 'record', data: { type: 'account', id, what } });
    await there.until(() => there.events.some(({ data }) => (data as { what?: string }).what === 'notes'));
    expect(there.events).toEqual(expect.arrayContaining([of('presence'), of('notes')]));
    expect(elsewhere.events.filter(({ type }) => type === 'record')).toEqual([]);
    expect(lost.events).toHaveLength(before);
    for (const stream of [there, elsewhere, lost]) stream.close();
  });
});

describe('events of one process', () => {
  it('are heard in every other one', async () => {
    const other = new LiveEvents(test.app.get(DATABASE_URLS));
    await other.onApplicationBootstrap();
    const heard: LiveEvent[] = [];
    const listening = other.of(sara.userId).subscribe((event) => heard.push(event));
    await say(sara, 'viewing');
    await say(ali, 'left');
    await say(ali, 'viewing');
    for (let i = 0; i < 500 && heard.length === 0; i += 1) await delay(20);
    expect(heard[0]).toEqual({ type: 'record', data: { type: 'account', id, what: 'presence' } });
    listening.unsubscribe();
    await other.beforeApplicationShutdown();
  });
});
