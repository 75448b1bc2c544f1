import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { faultsOf, listOf } from '../factories/core.js';
import { newAccount, newOpportunity, rial, salesGrants } from '../factories/sales.js';
import { type Caller, createTestApp, type TestApp } from '../support/app.js';

interface Group {
  key: string | boolean | null;
  label: string | null;
  from?: string;
  to?: string;
  filter: object;
  count: number;
  fields: Record<string, { sum: unknown; avg: unknown; min: unknown; max: unknown }>;
}
interface Summary {
  capped: boolean;
  total: Pick<Group, 'count' | 'fields'>;
  groups?: Group[];
}

let test: TestApp;
let seller: Caller;
let other: Caller;

beforeAll(async () => {
  test = await createTestApp();
  seller = await test.person({ fullName: 'فروشندهٔ یک', grants: salesGrants() });
  other = await test.person({ grants: salesGrants() });
  const account = await newAccount(seller, { name: 'شرکت جمع' });
  // 30 Mehr and 1 Aban 1405 lie in one season and in two months.
  const rows = [
    { amount: rial(100), expectedCloseOn: '2026-10-22', accountId: account.id },
    { amount: rial(200), expectedCloseOn: '2026-10-23', accountId: account.id },
    { amount: rial(601), expectedCloseOn: '2026-12-22' },
    { expectedCloseOn: null },
  ];
  for (const row of rows) await newOpportunity(seller, row);
  await newOpportunity(other, { amount: rial(5_000), expectedCloseOn: '2026-10-22' });
});
afterAll(() => test.close());

const summary = async (who: Caller, query: Record<string, unknown>): Promise<Summary> => {
  const { status, body } = await who.get<Summary>(listOf('/opportunities/summary', query));
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
};

describe('the total of a list', () => {
  it('adds up what the caller sees and nothing else', async () => {
    const { total, capped } = await summary(seller, { fields: 'amount' });
    expect(capped).toBe(false);
    expect(total).toEqual({
      count: 4,
      fields: { amount: { sum: rial(901), avg: rial(300), min: rial(100), max: rial(601) } },
    });
    expect((await summary(test.admin, { fields: 'amount' })).total.fields.amount?.sum).toEqual(rial(5_901));
  });

  it('follows the condition and the search of the list', async () => {
    const filter = { field: 'amount', op: 'gte', value: '200' };
    expect((await summary(seller, { fields: 'amount', filter })).total).toMatchObject({
      count: 2,
      fields: { amount: { sum: rial(801) } },
    });
    expect((await summary(seller, { fields: 'amount', q: 'نیست‌چنین' })).total).toEqual({
      count: 0,
      fields: { amount: { sum: null, avg: null, min: null, max: null } },
    });
  });
});

describe('groups', () => {
  it.each([
    ['expectedCloseOn', ['2026-12-22', '2026-10-23', '2026-09-23', null], [1, 1, 1, 1]],
    ['expectedCloseOn.season', ['2026-12-22', '2026-09-23', null], [1, 2, 1]],
    ['expectedCloseOn.year', ['2026-03-21', null], [3, 1]],
    ['expectedCloseOn.week', ['2026-12-19', '2026-10-17', null], [1, 2, 1]],
    ['expectedCloseOn.day', ['2026-12-22', '2026-10-23', '2026-10-22', null], [1, 1, 1, 1]],
    ['status', ['open'], [4]],
  ])('by %s have their keys, their counts and a condition for just their rows', async (groupBy, keys, counts) => {
    const { groups = [] } = await summary(seller, { groupBy, fields: 'amount' });
    expect(groups.map(({ key }) => key)).toEqual(keys);
    expect(groups.map(({ count }) => count)).toEqual(counts);
    for (const { filter, count } of groups) {
      const rows = await seller.get<{ data: unknown[] }>(listOf('/opportunities', { filter }));
      expect(rows.body.data).toHaveLength(count);
    }
  });

  it('of a link are named, as far as the caller sees the record', async () => {
    const { groups = [] } = await summary(seller, { groupBy: 'accountId', fields: 'amount' });
    expect(groups.map(({ label, count }) => [label, count])).toEqual([
      ['شرکت جمع', 2],
      [null, 2],
    ]);
    expect(groups[0]?.fields.amount?.sum).toEqual(rial(300));
    const mine = await summary(seller, { groupBy: 'ownerId' });
    expect(mine.groups?.map(({ key, label }) => [key, label])).toEqual([[seller.userId, 'فروشندهٔ یک']]);
  });

  it('of stages stand in the order of the pipeline', async () => {
    const { groups = [] } = await summary(test.admin, { groupBy: 'stageId' });
    const pipelines = await test.admin.get<{ data: { stages: { id: string }[] }[] }>('/pipelines');
    const order = pipelines.body.data[0]?.stages.map(({ id }) => id) ?? [];
    const places = groups.map(({ key }) => order.indexOf(String(key)));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
  });
});

describe('a hidden or masked field', () => {
  it.each(['hidden', 'masked'])('that is %s can be neither added up nor grouped by', async (level) => {
    const blind = await test.person({
      grants: salesGrants('all'),
      fields: ['amount', 'expectedCloseOn'].map((field) => ({ recordType: 'opportunity', field, level })),
    });
    const sum = await blind.get(listOf('/opportunities/summary', { fields: 'amount' }));
    expect([sum.status, faultsOf(sum.body)]).toEqual([400, { fields: 'filter.unknownField' }]);
    const group = await blind.get(listOf('/opportunities/summary', { groupBy: 'expectedCloseOn.month' }));
    expect([group.status, faultsOf(group.body)]).toEqual([400, { groupBy: 'filter.unknownField' }]);
    expect((await blind.get('/opportunities/summary')).body).toMatchObject({ total: { count: 5 } });
  });
});

it.each([
  [{ fields: 'name' }, { fields: 'summary.notANumber' }],
  [{ fields: 'nonsense' }, { fields: 'filter.unknownField' }],
  [{ groupBy: 'amount' }, { groupBy: 'summary.notGroupable' }],
  [{ groupBy: 'status.month' }, { groupBy: 'summary.unknownSpan' }],
  [{ groupBy: 'expectedCloseOn.decade' }, { groupBy: 'summary.unknownSpan' }],
  [{ groupBy: 'name; select 1' }, { groupBy: 'filter.unknownField' }],
  [{ nonsense: '1' }, { nonsense: 'query.unknown' }],
])('refuses %j', async (query, faults) => {
  const answer = await seller.get(listOf('/opportunities/summary', query as Record<string, unknown>));
  expect([answer.status, faultsOf(answer.body)]).toEqual([400, faults]);
});

it('is for those who may see the type at all', async () => {
  const stranger = await test.person();
  expect((await stranger.get('/opportunities/summary')).status).toBe(403);
  expect((await test.nobody.get('/opportunities/summary')).status).toBe(401);
});
