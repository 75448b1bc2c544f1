import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anAccount, CORE_TYPES, faultsOf, idsOf, listOf } from '../factories/core.js';
import { type Caller, createTestApp, EVERY_ACTION, grants, type TestApp } from '../support/app.js';

let test: TestApp;
let rep: Caller;
let colleague: Caller;
beforeAll(async () => {
  test = await createTestApp();
  const own = grants(CORE_TYPES, EVERY_ACTION, 'own');
  rep = await test.person({ grants: own });
  colleague = await test.person({ grants: own });
});
afterAll(() => test.close());

const suggest = async (caller: Caller, q?: string): Promise<string[]> =>
  (await caller.get<{ data: string[] }>(listOf('/tags', { type: 'account', ...(q === undefined ? {} : { q }) }))).body
    .data;

describe('GET /tags', () => {
  it('offers tags of visible records only, those that begin so first', async () => {
    await anAccount(rep, { tags: ['مشتری ویژه', 'ویژهٔ تهران'] });
    await anAccount(colleague, { tags: ['ویژهٔ پنهان'] });
    expect(await suggest(rep, 'ويژه')).toEqual(['ویژهٔ تهران', 'مشتری ویژه']);
    expect(await suggest(colleague, 'ویژه')).toEqual(['ویژهٔ پنهان']);
    expect(await suggest(rep, 'نبود')).toEqual([]);
  });

  it('forgets a tag that no record carries any more', async () => {
    const account = await anAccount(rep, { tags: ['گذرا'] });
    expect(await suggest(rep, 'گذرا')).toEqual(['گذرا']);
    await rep.patch(`/accounts/${account.id}`, { tags: ['ماندنی'] });
    expect([await suggest(rep, 'گذرا'), await suggest(rep, 'ماندنی')]).toEqual([[], ['ماندنی']]);
  });

  it('lets lists be narrowed by tag', async () => {
    const account = await anAccount(rep, { tags: ['برگزیده'] });
    const answer = await rep.get(listOf('/accounts', { filter: { field: 'tags', op: 'contains', value: 'برگزیده' } }));
    expect(idsOf(answer.body)).toEqual([account.id]);
  });

  it('refuses a type without tags, and a NUL', async () => {
    const none = await rep.get('/tags?type=activity');
    expect([none.status, faultsOf(none.body)]).toEqual([400, { type: 'tags.typeUnknown' }]);
    expect((await rep.get('/tags?type=account&q=%00')).status).toBe(400);
  });
});
