import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aContact, anAccount, anActivity, type Body, CORE_TYPES, faultsOf, listOf } from '../factories/core.js';
import { type Caller, createTestApp, EVERY_ACTION, grants, type TestApp } from '../support/app.js';

type Group = { type: string; hits: { type: string; id: string; title: string; subtitle: string }[] };
type Found = { data: Group[]; searchedFor?: string };

let test: TestApp;
let rep: Caller;
let colleague: Caller;
let aria: Body;
let person: Body;
beforeAll(async () => {
  test = await createTestApp();
  const own = grants(CORE_TYPES, EVERY_ACTION, 'own');
  rep = await test.person({ grants: own });
  colleague = await test.person({ grants: own });
  aria = await anAccount(rep, { name: 'فولاد آریا', city: 'اصفهان', nationalId: '10380284790', phone: '03133445566' });
  person = await aContact(rep, {
    firstName: 'علی',
    lastName: 'محمدی',
    mobile: '09121234567',
    jobTitle: 'مدیر خرید',
    accountId: aria.id,
  });
  await anActivity(rep, { subject: 'تماس با فولاد آریا' });
  await anAccount(colleague, { name: 'فولاد آریا پنهان' });
});
afterAll(() => test.close());

const find = async (caller: Caller, q: string, more: object = {}): Promise<Found> =>
  (await caller.get<Found>(listOf('/search', { q, ...more }))).body;
const idsIn = (found: Found, type: string): string[] =>
  found.data.find((group) => group.type === type)?.hits.map(({ id }) => id) ?? [];

describe('GET /search', () => {
  it('finds visible records of all types, with a second line', async () => {
    const found = await find(rep, 'فولاد آریا');
    expect(found.data.map(({ type }) => type)).toEqual(['account', 'activity']);
    expect(found.data[0]?.hits).toEqual([
      { type: 'account', id: aria.id, title: 'فولاد آریا', subtitle: expect.stringContaining('اصفهان') },
    ]);
    expect((await find(rep, 'محمدی')).data).toEqual([
      {
        type: 'contact',
        hits: [{ type: 'contact', id: person.id, title: 'علی محمدی', subtitle: 'مدیر خرید، فولاد آریا' }],
      },
    ]);
  });

  it.each(['۰۹۱۲ ۱۲۳ ۴۵۶۷', '+989121234567', '9121234567', '0098 912 123 4567'])(
    'finds a person by the number %s',
    async (q) => {
      expect(idsIn(await find(rep, q), 'contact')).toEqual([person.id]);
    },
  );

  it.each([
    ['a national id', '۱۰۳۸۰۲۸۴۷۹۰'],
    ['Arabic letters and no space', 'فولادآريا'],
    ['two letters', 'فو'],
    ['a part of a word', 'ولاد'],
    ['words out of order', 'آریا فولاد'],
  ])('finds by %s', async (_, q) => {
    expect(idsIn(await find(rep, q), 'account')).toEqual([aria.id]);
  });

  it('tries the other keyboard when nothing is found', async () => {
    expect((await find(rep, 'lpln')).searchedFor).toBe('محمد');
    expect(idsIn(await find(rep, 'lplnd'), 'contact')).toEqual([person.id]);
  });

  it('ranks an exact title before one that begins so before one that contains it', async () => {
    const [inside, start, exact] = [
      await anAccount(rep, { name: 'بازرگانی سپهر' }),
      await anAccount(rep, { name: 'سپهر گستر' }),
      await anAccount(rep, { name: 'سپهر' }),
    ];
    expect(idsIn(await find(rep, 'سپهر'), 'account')).toEqual([exact.id, start.id, inside.id]);
  });

  it('gives five of a type at most, and only types asked for', async () => {
    for (let i = 0; i < 7; i += 1) await anAccount(rep, { name: `نگین ${i}` });
    await aContact(rep, { lastName: 'نگین' });
    expect(idsIn(await find(rep, 'نگین'), 'account')).toHaveLength(5);
    expect((await find(rep, 'نگین', { types: 'contact' })).data.map(({ type }) => type)).toEqual(['contact']);
    expect(idsIn(await find(rep, 'نگین', { limit: '2' }), 'account')).toHaveLength(2);
  });

  it('finds nothing for a letter, for signs and for what others own', async () => {
    for (const q of ['ف', '%%', '\\', "'; drop table accounts; --", 'آریا فولاد نیست'])
      expect((await find(rep, q)).data).toEqual([]);
    expect(idsIn(await find(colleague, 'محمدی'), 'contact')).toEqual([]);
  });

  it('refuses bad input by name', async () => {
    for (const [query, faults] of [
      ['q=%00', { q: 'field.forbiddenCharacters' }],
      [`q=${'a'.repeat(201)}`, { q: 'field.tooLong' }],
      ['q=a&types=spaceship', { types: 'search.typeUnknown' }],
      ['q=a&limit=6', { limit: 'limit.invalid' }],
      ['q=a&order=x', { order: 'query.unknown' }],
    ] as const) {
      const answer = await rep.get(`/search?${query}`);
      expect([query, answer.status, faultsOf(answer.body)]).toEqual([query, 400, faults]);
    }
    expect((await test.nobody.get('/search?q=ab')).status).toBe(401);
  });
});
