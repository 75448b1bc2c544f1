import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aContact, anAccount, anActivity, CORE_TYPES, faultsOf, idsOf, listOf } from '../factories/core.js';
import { type Caller, createTestApp, EVERY_ACTION, grants, type TestApp } from '../support/app.js';

let test: TestApp;
let rep: Caller;
const ids: Record<string, string> = {};
beforeAll(async () => {
  test = await createTestApp();
  rep = await test.person({ grants: grants(CORE_TYPES, EVERY_ACTION, 'own') });
  const accounts = [
    { name: 'آرمان', city: 'تهران', relation: 'customer', tags: ['ویژه'], customerGroup: 'final' },
    { name: 'بهاران', city: 'کرج', relation: 'customer', phone: '02188776655' },
    { name: 'پاسارگاد', city: 'یزد', relation: 'partner', tags: ['ویژه', 'نمایشگاه'] },
    { name: 'تابان', relation: 'competitor' },
  ];
  for (const fields of accounts) ids[fields.name] = (await anAccount(rep, fields)).id;
  ids.person = (await aContact(rep, { lastName: 'شریف', accountId: ids.آرمان, birthOn: '1990-03-21' })).id;
  await anActivity(rep, { accountId: ids.آرمان, type: 'call', doneAt: '2026-01-10T08:00:00Z' });
  await anActivity(rep, { accountId: ids.آرمان });
  const hidden = await anAccount(test.admin, { name: 'پنهان', city: 'تهران' });
  ids.hiddenContact = (await aContact(test.admin, { lastName: 'پنهان', accountId: hidden.id })).id;
  await test.admin.patch(`/contacts/${ids.hiddenContact}`, { ownerId: rep.userId });
});
afterAll(() => test.close());

const named = async (filter: unknown, path = '/accounts'): Promise<string[]> => {
  const answer = await rep.get<{ data: { name: string; id: string }[] }>(
    listOf(path, { filter, sort: path === '/accounts' ? 'name' : 'id' }),
  );
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body.data.map(({ name, id }) => name ?? id);
};

describe('the filter language', () => {
  it.each([
    [{ field: 'relation', op: 'eq', value: 'customer' }, ['آرمان', 'بهاران']],
    [{ field: 'relation', op: 'ne', value: 'customer' }, ['پاسارگاد', 'تابان']],
    [{ field: 'city', op: 'in', value: ['كرج', 'یزد'] }, ['بهاران', 'پاسارگاد']],
    [{ field: 'city', op: 'nin', value: ['کرج', 'یزد'] }, ['آرمان', 'تابان']],
    [{ field: 'city', op: 'empty' }, ['تابان']],
    [{ field: 'name', op: 'contains', value: 'ران' }, ['بهاران']],
    [{ field: 'name', op: 'startsWith', value: 'ار' }, ['آرمان']],
    [{ field: 'name', op: 'between', value: ['ب', 'ت'] }, ['بهاران', 'پاسارگاد']],
    [{ field: 'tags', op: 'contains', value: 'ویژه' }, ['آرمان', 'پاسارگاد']],
    [{ field: 'tags', op: 'empty' }, ['بهاران', 'تابان']],
    [{ field: 'ownerId', op: 'eq', value: { me: true } }, ['آرمان', 'بهاران', 'پاسارگاد', 'تابان']],
    [
      { field: 'createdAt', op: 'within', value: { period: 'thisJalaliYear' } },
      ['آرمان', 'بهاران', 'پاسارگاد', 'تابان'],
    ],
    [{ field: 'createdAt', op: 'lt', value: { ago: { days: 1 } } }, []],
    [
      {
        not: {
          or: [
            { field: 'city', op: 'eq', value: 'تهران' },
            { field: 'relation', op: 'eq', value: 'competitor' },
          ],
        },
      },
      ['بهاران', 'پاسارگاد'],
    ],
    [{ related: 'contacts', agg: 'count', op: 'gte', value: 1 }, ['آرمان']],
    [{ related: 'activities', agg: 'max', field: 'doneAt', op: 'lt', value: '2026-02-01T00:00:00Z' }, ['آرمان']],
    [{ related: 'activities', agg: 'count', op: 'eq', value: 1, where: { field: 'doneAt', op: 'empty' } }, ['آرمان']],
  ])('%j', async (filter, names) => {
    expect(await named(filter)).toEqual(names);
  });

  it('follows links, through visible records only', async () => {
    expect(await named({ field: 'account.city', op: 'eq', value: 'تهران' }, '/contacts')).toEqual([ids.person]);
    expect(await named({ field: 'birthOn', op: 'eq', value: '1990-03-21' }, '/contacts')).toEqual([ids.person]);
  });
});

const deep = (levels: number): unknown =>
  levels === 1 ? { field: 'name', op: 'notEmpty' } : { and: [deep(levels - 1)] };

describe('bad filters', () => {
  it('may have 20 levels and not 21', async () => {
    expect((await rep.get(listOf('/accounts', { filter: deep(20) }))).status).toBe(200);
    const answer = await rep.get(listOf('/accounts', { filter: deep(21) }));
    expect(answer.status).toBe(400);
    expect(Object.entries(faultsOf(answer.body))).toEqual([[`filter${'.and[0]'.repeat(20)}`, 'filter.tooDeep']]);
  });

  it('may have 200 leaves and not 201', async () => {
    const or = (count: number) => ({ or: Array.from({ length: count }, () => ({ field: 'city', op: 'empty' })) });
    expect((await rep.get(listOf('/accounts', { filter: or(200) }))).status).toBe(200);
    expect(Object.values(faultsOf((await rep.get(listOf('/accounts', { filter: or(201) }))).body))).toEqual([
      'filter.tooManyLeaves',
    ]);
  });

  it.each([
    [{ field: 'colour', op: 'eq', value: 1 }, { 'filter.field': 'filter.unknownField' }],
    [{ and: [{ field: 'account.colour', op: 'empty' }] }, { 'filter.and[0].field': 'filter.unknownField' }],
    [{ field: 'name', op: 'like', value: 'x' }, { 'filter.op': 'filter.unknownOperator' }],
    [{ field: 'relation', op: 'contains', value: 'x' }, { 'filter.op': 'filter.operatorNotForField' }],
    [{ field: 'relation', op: 'eq', value: 'friend' }, { 'filter.value': 'field.notAChoice' }],
    [{ field: 'ownerId', op: 'eq', value: '12' }, { 'filter.value': 'field.notId' }],
    [{ field: 'createdAt', op: 'lt', value: '1404-12-30' }, { 'filter.value': 'field.impossibleDate' }],
    [{ field: 'city', op: 'in', value: 'یزد' }, { 'filter.value': 'filter.notAList' }],
    [{ field: 'name', op: 'eq', value: 'a\u0000' }, { 'filter.value': 'field.forbiddenCharacters' }],
    [{ related: 'spaceships', agg: 'count', op: 'gt', value: 1 }, { 'filter.related': 'filter.unknownRelation' }],
    [[], { filter: 'filter.notAnObject' }],
  ])('%j is refused with its place', async (filter, faults) => {
    const answer = await rep.get(listOf('/accounts', { filter }));
    expect([answer.status, faultsOf(answer.body)]).toEqual([400, faults]);
  });

  it('are refused when they are no JSON', async () => {
    const answer = await rep.get(listOf('/accounts', { filter: '{"field":' }));
    expect([answer.status, faultsOf(answer.body)]).toEqual([400, { filter: 'filter.notJson' }]);
  });

  it('know nothing of fields that are hidden from the caller', async () => {
    const blind = await test.person({
      grants: grants(CORE_TYPES, EVERY_ACTION, 'all'),
      fields: [{ recordType: 'account', field: 'phone', level: 'hidden' }],
    });
    const answer = await blind.get(listOf('/accounts', { filter: { field: 'phone', op: 'startsWith', value: '+98' } }));
    expect([answer.status, faultsOf(answer.body)]).toEqual([400, { 'filter.field': 'filter.unknownField' }]);
    expect((await blind.get('/accounts?sort=phone')).status).toBe(400);
    expect(
      idsOf((await blind.get(listOf('/accounts', { filter: { field: 'city', op: 'eq', value: 'کرج' } }))).body),
    ).toHaveLength(1);
  });
});
