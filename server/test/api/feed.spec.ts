import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anAccount, aNote, CORE_TYPES } from '../factories/core.js';
import { type Caller, createTestApp, EVERY_ACTION, grants, type TestApp } from '../support/app.js';

interface Item {
  readonly kind: string;
  readonly actorName: string | null;
  readonly record: { type: string; id: string; title: string };
  readonly data: { action?: string; body?: string; after?: Record<string, unknown> | null };
}
interface Page {
  readonly data: Item[];
  readonly nextCursor: string | null;
}

let test: TestApp;
let sara: Caller;
let ali: Caller;
let id: string;
const own = [...grants(CORE_TYPES, EVERY_ACTION, 'own'), ...grants(['user'], ['view'], 'all')];
const feed = async (who: Caller, query = ''): Promise<Page> => {
  const answer = await who.get<Page>(`/me/feed${query}`);
  expect(answer.status).toBe(200);
  return answer.body;
};

beforeAll(async () => {
  test = await createTestApp();
  sara = await test.person({ grants: own, fullName: 'سارا' });
  ali = await test.person({
    grants: [...own, ...grants(['account'], ['view', 'history'], 'all')],
    fields: [{ recordType: 'account', field: 'phone', level: 'hidden' }],
  });
  id = (await anAccount(sara, { name: 'بازرگانی آرمان' })).id;
  await sara.patch(`/accounts/${id}`, { city: 'کرج' });
  await sara.patch(`/accounts/${id}`, { phone: '02188776655' });
  await aNote(sara, { type: 'account', id }, 'تماس گرفتم');
  await anAccount(sara, { name: 'بی‌پیرو' });
});
afterAll(() => test.close());

describe('GET /me/feed', () => {
  it('tells what happened with followed records alone, the latest first, page by page', async () => {
    expect((await feed(sara)).data).toEqual([]);
    await sara.post(`/accounts/${id}/follow`);
    const { data } = await feed(sara);
    expect(data.map((item) => item.data.body ?? item.data.action)).toEqual([
      'تماس گرفتم',
      'update',
      'update',
      'create',
    ]);
    expect(data[0]).toMatchObject({
      kind: 'note',
      actorName: 'سارا',
      record: { type: 'account', title: 'بازرگانی آرمان' },
    });
    const first = await feed(sara, '?limit=3');
    const second = await feed(sara, `?limit=3&cursor=${first.nextCursor}`);
    expect([...first.data, ...second.data]).toEqual(data);
    expect(second.nextCursor).toBeNull();
  });

  it('leaves out fields that the reader may not read, and all of it when the record is out of sight', async () => {
    await ali.post(`/accounts/${id}/follow`);
    const shown = (await feed(ali)).data;
    expect(shown.map((item) => item.data.body ?? item.data.action)).toEqual(['تماس گرفتم', 'update', 'create']);
    expect(JSON.stringify(shown)).not.toContain('8877');
    const [role] = (await test.admin.get<{ roleIds: string[] }>(`/users/${ali.userId}`)).body.roleIds as [string];
    await test.admin.patch(`/roles/${role}`, { grants: own });
    expect((await feed(ali)).data).toEqual([]);
  });

  it('tells notes but no changes to who may not know the history', async () => {
    const reader = await test.person({
      grants: [...grants(['note', 'user'], ['view'], 'all'), ...grants(['account'], ['view'], 'all')],
    });
    await reader.post(`/accounts/${id}/follow`);
    expect((await feed(reader)).data.map(({ kind }) => kind)).toEqual(['note']);
  });

  it.each(['limit=0', 'limit=101', 'cursor=x'])('refuses ?%s', async (query) => {
    expect((await sara.get(`/me/feed?${query}`)).status).toBe(400);
  });
});
