import { requestBytes } from './load.mjs';

const filterOf = (filter) => encodeURIComponent(JSON.stringify(filter));
const path = (resource, raw) =>
  `/api/v1/${resource}?${Object.entries(raw)
    .map(([name, value]) => `${name}=${name === 'filter' ? value : encodeURIComponent(value)}`)
    .join('&')}`;

/** Queries of lists over 1,000,000 rows: the parameters of the API. */
const LISTS = {
  list: ['contacts', 'contact', {}],
  filtered: [
    'opportunities',
    'opportunity',
    { sort: '-amount', filter: filterOf({ field: 'status', op: 'eq', value: 'open' }) },
  ],
  searchRare: ['contacts', 'contact', { q: '0912345' }],
  searchCommon: ['contacts', 'contact', { q: 'محمدی' }],
  searchNone: ['contacts', 'contact', { q: 'ژژژکک' }],
};
/** Pages that lie before the deep one. */
const DEEP = 40;
const READS = 100;

/** What each operation is called in the tables. */
export const TITLES = {
  list: 'list, first page',
  filtered: 'filtered and sorted list',
  deep: 'deep page by cursor',
  searchRare: 'search, rare',
  searchCommon: 'search, common',
  searchNone: 'search, none',
  read: 'record',
  file: '360 file',
  create: 'create',
  board: 'board of up to 1,000 cards',
  everywhere: 'global search',
};

/**
 * The operations of one person: requests for the product, and the statements that the product sends for them, for the
 * bare server.
 *
 * @param {import('./capture.mjs')} capture
 * @param {{ token: string, userId: string }} person
 * @returns {Promise<Record<string, { requests: Buffer[] | ((n: number) => Buffer), reference: object }>>}
 */
export async function operationsOf(capture, { token, userId }) {
  const get = (url) => requestBytes('GET', url, { token });
  const operations = {};
  for (const [name, [resource, type, raw]] of Object.entries(LISTS)) {
    const { statements } = await capture.list(userId, type, decoded(raw));
    // A query that finds nothing is tried on the other keyboard layout as well; the bare server gets all of it.
    const sent = 'q' in raw ? await capture.withBetterPlan(statements) : statements;
    operations[name] = { requests: [get(path(resource, raw))], reference: { variants: [sent] } };
  }
  operations.deep = await deepPage(capture, userId, get);
  const ids = (await capture.list(userId, 'contact', { limit: String(READS), sort: 'fullName' })).result.data.map(
    (c) => c.id,
  );
  operations.read = {
    requests: ids.map((id) => get(`/api/v1/contacts/${id}`)),
    reference: {
      variants: await each(ids, async (id) => (await capture.get(userId, 'contact', id)).statements),
    },
  };
  const accounts = (await capture.list(userId, 'account', { limit: String(READS / 2), sort: 'name' })).result.data;
  operations.file = {
    requests: accounts.map(({ id }) => get(`/api/v1/accounts/${id}/file`)),
    reference: { variants: await each(accounts, async ({ id }) => (await capture.file(userId, id)).statements) },
  };
  operations.create = await creating(capture, userId, token, accounts[0].id);
  operations.board = {
    requests: [get('/api/v1/opportunities/board?limit=200')],
    reference: { variants: [(await capture.board(userId, { limit: '200' })).statements] },
  };
  const words = ['مهرگان', 'محمدی', '0912345', 'پیش‌فاکتور'];
  operations.everywhere = {
    requests: words.map((q) => get(path('search', { q }))),
    reference: { variants: await each(words, async (q) => (await capture.everywhere(userId, { q })).statements) },
  };
  return operations;
}

async function deepPage(capture, userId, get) {
  let cursor;
  for (let page = 0; page < DEEP; page += 1) {
    const { result } = await capture.list(userId, 'contact', {
      sort: 'fullName',
      limit: '200',
      ...(cursor ? { cursor } : {}),
    });
    if (result.nextCursor === null) break;
    cursor = result.nextCursor;
  }
  const raw = { sort: 'fullName', ...(cursor ? { cursor } : {}) };
  const { statements } = await capture.list(userId, 'contact', raw);
  return { requests: [get(path('contacts', raw))], reference: { variants: [statements] } };
}

async function creating(capture, userId, token, accountId) {
  const body = (n) => ({
    firstName: 'مریم',
    lastName: `آزمون‌پور ${n}`,
    jobTitle: 'کارشناس خرید',
    mobile: `0912${String(n % 10_000_000).padStart(7, '0')}`,
    email: `bench${n}@example.com`,
    accountId,
    tags: ['سنجش'],
  });
  const insert = await capture.insert(userId, 'contact', body(1));
  return { requests: (n) => requestBytes('POST', '/api/v1/contacts', { token, body: body(n) }), reference: { insert } };
}

async function each(items, work) {
  const results = [];
  for (const item of items) results.push(await work(item));
  return results;
}

function decoded(raw) {
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [name, name === 'filter' ? decodeURIComponent(value) : value]),
  );
}
