import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anAccount, type Body, CORE_TYPES, faultsOf, idsOf, listOf } from '../factories/core.js';
import { type Caller, createTestApp, EVERY_ACTION, grants, type TestApp } from '../support/app.js';

type Page = { data: Body[]; nextCursor: string | null; total?: number; totalIs?: string; searchedFor?: string };

const CITIES = ['یزد', 'تهران', null, 'اصفهان', 'تهران', null, 'آمل', 'تهران'];

let test: TestApp;
let rep: Caller;
beforeAll(async () => {
  test = await createTestApp();
  rep = await test.person({ grants: grants(CORE_TYPES, EVERY_ACTION, 'own') });
  for (const [i, city] of CITIES.entries()) await anAccount(rep, { name: `فهرست ${i}`, city });
});
afterAll(() => test.close());

/** Walks a list to its end, two rows at a time. */
async function walk(query: Record<string, unknown>): Promise<Body[]> {
  const rows: Body[] = [];
  let cursor: string | null | undefined;
  do {
    const page: Page = (
      await rep.get<Page>(listOf('/accounts', { limit: '2', ...query, ...(cursor ? { cursor } : {}) }))
    ).body;
    rows.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor && rows.length < 50);
  return rows;
}

describe('pages', () => {
  it.each(['city', '-city', 'name', '-createdAt', 'id', 'relation,-name', '-nextActivityAt'])(
    'by %s hold every row once, nulls too',
    async (sort) => {
      const rows = await walk({ sort });
      expect(new Set(rows.map(({ id }) => id)).size).toBe(CITIES.length);
      expect(rows).toHaveLength(CITIES.length);
      expect(rows.map(({ id }) => id)).toEqual(
        idsOf((await rep.get(listOf('/accounts', { sort, limit: '200' }))).body),
      );
    },
  );

  it('are in Persian order, by number inside of text', async () => {
    expect((await walk({ sort: 'city' })).map(({ city }) => city)).toEqual([
      'آمل',
      'اصفهان',
      'تهران',
      'تهران',
      'تهران',
      'یزد',
      null,
      null,
    ]);
    await anAccount(rep, { name: 'فهرست ۱۰' });
    const names = (await walk({ sort: 'name' })).map(({ name }) => name);
    expect(names.at(-1)).toBe('فهرست ۱۰');
    expect(names[2]).toBe('فهرست 2');
  });

  it('go on where they were when rows come in between', async () => {
    const first = (await rep.get<Page>(listOf('/accounts', { sort: '-id', limit: '3' }))).body;
    await anAccount(rep);
    const second = (await rep.get<Page>(listOf('/accounts', { sort: '-id', limit: '3', cursor: first.nextCursor })))
      .body;
    expect(idsOf(second).some((id) => idsOf(first).includes(id))).toBe(false);
    expect((second.data[0] as Body).id < (first.data[2] as Body).id).toBe(true);
  });
});

describe('counts', () => {
  it('are of the whole list', async () => {
    const filter = { field: 'city', op: 'eq', value: 'تهران' };
    const page = (await rep.get<Page>(listOf('/accounts', { filter, limit: '1', count: 'exact' }))).body;
    expect([page.data.length, page.total, page.totalIs]).toEqual([1, 3, 'exact']);
    expect((await rep.get<Page>('/accounts?limit=1')).body.total).toBeUndefined();
  });
});

describe('free text', () => {
  it('retries on the other keyboard and says so', async () => {
    // «تهران» typed on an English layout.
    const page = (await rep.get<Page>(listOf('/accounts', { q: 'jivhk' }))).body;
    expect([page.searchedFor, page.data.length]).toEqual(['تهران', 3]);
  });

  it('takes wildcards for what they are', async () => {
    for (const q of ['%', '_', '\\', '%%%'])
      expect((await rep.get<Page>(listOf('/accounts', { q }))).body.data).toEqual([]);
  });
});

describe('bad queries', () => {
  it.each([
    ['limit=0', { limit: 'limit.invalid' }],
    ['limit=201', { limit: 'limit.invalid' }],
    ['limit=ten', { limit: 'limit.invalid' }],
    ['offset=10', { offset: 'query.unknown' }],
    ['sort=colour', { sort: 'filter.unknownField' }],
    ['sort=tags', { sort: 'sort.impossible' }],
    ['sort=name&sort=city', { sort: 'query.repeated' }],
    ['include=colour', { include: 'include.unknown' }],
    ['count=all', { count: 'count.invalid' }],
    ['cursor=abc', { cursor: 'cursor.invalid' }],
    ['q=%00', { q: 'field.forbiddenCharacters' }],
    [`q=${'a'.repeat(201)}`, { q: 'field.tooLong' }],
  ])('?%s is a 400 that names the parameter', async (query, faults) => {
    const answer = await rep.get(`/accounts?${query}`);
    expect([answer.status, faultsOf(answer.body)]).toEqual([400, faults]);
    expect((answer.body as { title: string }).title).not.toBe('');
  });

  it('refuse the cursor of another list: other type, other sort, other filter', async () => {
    const { nextCursor } = (await rep.get<Page>('/accounts?limit=1&sort=name')).body;
    for (const path of [
      `/contacts?limit=1&sort=fullName&cursor=${nextCursor}`,
      `/accounts?limit=1&sort=-name&cursor=${nextCursor}`,
      listOf('/accounts', { limit: '1', sort: 'name', q: 'الف', cursor: nextCursor }),
      listOf('/accounts', { limit: '1', sort: 'name', filter: { field: 'city', op: 'notEmpty' }, cursor: nextCursor }),
    ]) {
      const answer = await rep.get(path);
      expect([path, answer.status, faultsOf(answer.body)]).toEqual([path, 400, { cursor: 'cursor.invalid' }]);
    }
  });
});
