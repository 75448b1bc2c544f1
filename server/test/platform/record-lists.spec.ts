import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { clock } from '../../src/platform/context/clock.js';
import { runInContext } from '../../src/platform/context/request-context.js';
import { Problem } from '../../src/platform/errors/problem.js';
import { newId } from '../../src/platform/records/new-id.js';
import { openBench, widget, type Bench, type Person } from './widgets.js';

let bench: Bench;
let ali: Person;
const realNow = clock.now;

function as<T>(work: () => Promise<T>): Promise<T> {
  return runInContext({ operationId: newId(), locale: 'fa', source: 'web', principal: ali.principal }, work);
}

const list = (raw: object) => as(() => bench.store.list(widget, raw));
const names = async (filter: object) =>
  (await list({ filter: JSON.stringify(filter), sort: 'name' })).data.map((row) => row.name);

async function code(raw: object): Promise<string | undefined> {
  const error = await list(raw).then(
    () => undefined,
    (e: unknown) => e,
  );
  if (!(error instanceof Problem)) throw error ?? new Error('nothing was refused');
  expect(error.status).toBe(400);
  return error.options.faults?.[0]?.code;
}

beforeAll(async () => {
  bench = await openBench();
  ali = await bench.person('own');
  const rows: object[] = [
    { name: 'آب', amount: { amount: '300' }, day: '2026-11-21', colour: 'red', tags: ['فوری'], active: true },
    { name: 'ابراهیم', amount: { amount: '100' }, day: '2026-11-20', colour: 'blue' },
    { name: 'پارس‌خودرو', amount: { amount: '200' }, day: '2026-10-22', tags: ['فوری', 'صنعت'] },
    { name: 'چنگیز', day: '2026-10-23', active: false },
    { name: 'گلنار', amount: { amount: '200' }, at: '2026-11-20T20:29:59.000Z' },
    { name: 'یاس', amount: { amount: '200' }, at: '2026-11-20T20:30:00.000Z', code: '100%_a' },
  ];
  for (const row of rows) await as(() => bench.store.create(widget, row));
  const parent = (await list({ sort: 'name' })).data[0];
  await as(() => bench.store.create(widget, { name: 'فرزند', parentId: parent?.id }));
});
afterAll(() => bench.close());
afterEach(() => {
  clock.now = realNow;
});

describe('sorting and paging', () => {
  it('sorts by the Persian alphabet', async () => {
    const page = await list({ sort: 'name' });
    expect(page.data.map((row) => row.name)).toEqual(['آب', 'ابراهیم', 'پارس‌خودرو', 'چنگیز', 'فرزند', 'گلنار', 'یاس']);
  });

  it.each([['amount'], ['-amount'], ['day,name'], ['-day,name'], ['amount,-name'], ['-id'], ['createdAt'], ['-name']])(
    'pages through %s by cursor without gaps, repeats or another order',
    async (sort) => {
      const whole = (await list({ sort })).data.map((row) => row.id);
      const paged: string[] = [];
      let cursor: string | undefined;
      do {
        const page: { data: { id: string }[]; nextCursor: string | null } = await list({
          sort,
          limit: '2',
          ...(cursor ? { cursor } : {}),
        });
        paged.push(...page.data.map((row) => row.id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(paged).toEqual(whole);
      expect(whole).toHaveLength(7);
    },
  );

  it('counts what it lists', async () => {
    expect(await list({ count: 'exact', limit: '1' })).toMatchObject({ total: 7, totalIs: 'exact' });
    expect(await list({ count: 'estimate', q: 'پارس' })).toMatchObject({ total: 1, totalIs: 'exact' });
  });

  it('embeds links', async () => {
    const page = await list({ q: 'فرزند', include: 'parent' });
    expect(page.data[0]).toMatchObject({ parent: { name: 'آب' } });
  });
});

describe('searching', () => {
  it.each([
    ['پارس خودرو', 'پارس‌خودرو'],
    ['پارسخودرو', 'پارس‌خودرو'],
    ['كلنار'.replace('ك', 'گ'), 'گلنار'],
    ['يا', 'یاس'],
    ['100', 'یاس'],
    ['۱۰۰', 'یاس'],
  ])('finds %s', async (q, name) => {
    expect((await list({ q })).data.map((row) => row.name)).toContain(name);
  });

  it('tries the other keyboard layout when nothing is found', async () => {
    const page = await list({ q: 'ghs'.replace('gh', 'd') + 's' });
    expect(page.data.map((row) => row.name)).toEqual(page.searchedFor ? ['یاس'] : []);
    expect(await list({ q: "'gkhv" })).toMatchObject({ data: [{ name: 'گلنار' }] });
  });

  it('takes signs of LIKE as text', async () => {
    expect((await list({ q: '%%%' })).data).toEqual([]);
    expect(await names({ field: 'code', op: 'contains', value: '%_' })).toEqual(['یاس']);
  });
});

describe('filtering', () => {
  it.each([
    [{ field: 'colour', op: 'eq', value: 'red' }, ['آب']],
    [{ field: 'colour', op: 'ne', value: 'red' }, ['ابراهیم', 'پارس‌خودرو', 'چنگیز', 'فرزند', 'گلنار', 'یاس']],
    [{ field: 'colour', op: 'empty' }, ['پارس‌خودرو', 'چنگیز', 'فرزند', 'گلنار', 'یاس']],
    [{ field: 'amount', op: 'gte', value: '200' }, ['آب', 'پارس‌خودرو', 'گلنار', 'یاس']],
    [{ field: 'amount', op: 'between', value: ['100', '200'] }, ['ابراهیم', 'پارس‌خودرو', 'گلنار', 'یاس']],
    [{ field: 'amount', op: 'in', value: ['100', '300'] }, ['آب', 'ابراهیم']],
    [{ field: 'name', op: 'startsWith', value: 'گل' }, ['گلنار']],
    [{ field: 'name', op: 'contains', value: 'خودرو' }, ['پارس‌خودرو']],
    [{ field: 'tags', op: 'contains', value: 'صنعت' }, ['پارس‌خودرو']],
    [{ field: 'tags', op: 'in', value: ['صنعت', 'فوری'] }, ['آب', 'پارس‌خودرو']],
    [{ field: 'active', op: 'eq', value: false }, ['چنگیز']],
    [{ field: 'parent.name', op: 'eq', value: 'آب' }, ['فرزند']],
    [{ field: 'ownerId', op: 'ne', value: { me: true } }, []],
    [{ not: { field: 'amount', op: 'gt', value: '0' } }, ['چنگیز', 'فرزند']],
    [
      {
        or: [
          { field: 'colour', op: 'eq', value: 'red' },
          {
            and: [
              { field: 'amount', op: 'eq', value: '200' },
              { field: 'at', op: 'notEmpty' },
            ],
          },
        ],
      },
      ['آب', 'گلنار', 'یاس'],
    ],
    [{ related: 'widgets', agg: 'count', op: 'gte', value: 1 }, ['آب']],
    // A day of an instant is the day in Tehran: 20:30 UTC begins the next one.
    [{ field: 'at', op: 'eq', value: '2026-11-21' }, ['یاس']],
    [{ field: 'at', op: 'lt', value: '2026-11-21' }, ['گلنار']],
  ])('understands %j', async (filter, expected) => {
    expect(await names(filter)).toEqual(expected);
  });

  it.each([
    ['thisJalaliMonth', ['آب', 'ابراهیم', 'چنگیز']],
    ['lastJalaliMonth', ['پارس‌خودرو']],
    ['today', ['آب']],
    ['yesterday', ['ابراهیم']],
  ])('knows the period %s on 30 Aban 1405', async (period, expected) => {
    clock.now = () => new Date('2026-11-21T12:00:00Z');
    expect(await names({ field: 'day', op: 'within', value: { period } })).toEqual(expected);
  });

  it('counts back in Jalali months', async () => {
    clock.now = () => new Date('2026-11-21T12:00:00Z');
    expect(await names({ field: 'day', op: 'lt', value: { ago: { days: 29 } } })).toEqual(['پارس‌خودرو']);
  });

  it('refuses what it does not understand and names the place', async () => {
    const deep = (levels: number): object =>
      levels === 1 ? { field: 'name', op: 'eq', value: 'x' } : { and: [deep(levels - 1)] };
    expect(await code({ filter: JSON.stringify(deep(21)) })).toBe('filter.tooDeep');
    expect((await list({ filter: JSON.stringify(deep(20)) })).data).toEqual([]);
    expect(await code({ filter: '{' })).toBe('filter.notJson');
    expect(await code({ filter: '{"field":"nope","op":"eq","value":1}' })).toBe('filter.unknownField');
    expect(await code({ filter: '{"field":"name; drop table widgets","op":"eq","value":1}' })).toBe(
      'filter.unknownField',
    );
    expect(await code({ filter: '{"field":"amount","op":"eq","value":"x"}' })).toBe('money.invalid');
    expect(await code({ filter: '{"field":"colour","op":"contains","value":"r"}' })).toBe('filter.operatorNotForField');
    expect(await code({ filter: '{"field":"__proto__","op":"eq","value":1}' })).toBe('filter.unknownField');
    expect(await code({ sort: 'name; select 1' })).toBe('filter.unknownField');
    expect(await code({ limit: '0' })).toBe('limit.invalid');
    expect(await code({ limit: '201' })).toBe('limit.invalid');
    expect(await code({ page: '2' })).toBe('query.unknown');
    expect(await code({ cursor: 'bm9wZQ' })).toBe('cursor.invalid');
    const other = (await list({ sort: 'name', limit: '1' })).nextCursor;
    expect(await code({ sort: '-name', limit: '1', cursor: other })).toBe('cursor.invalid');
  });
});
