/**
 * How a filter on an indexed custom field of 1,000,000 rows stands to one on a built-in column of equal values, as the
 * administrator and as a salesperson with 10,000 rows of her own. On a company of its own. Usage: npm run bench -- custom-field
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { compare } from '../lib/compare.mjs';
import { superuserUrl } from '../lib/data.mjs';
import { requestBytes } from '../lib/load.mjs';
import { call } from '../lib/people.mjs';
import { atMost, keepResults } from '../lib/results.mjs';
import { ADMIN_PASSWORD, startServer } from '../lib/server.mjs';
import { round } from '../lib/statistics.mjs';

const ROWS = 1_000_000;
const OWN = 10_000;
const PASSWORD = 'bench-person-1405x';
const HOW = { connections: 1, rounds: 7, ms: 400 };
const START = '2020-01-01';

const dataDir = mkdtempSync(join(tmpdir(), 'peyvand-custom-'));
const server = await startServer(dataDir);
try {
  const signIn = (username, password) => call(server.baseUrl, undefined, 'POST', '/auth/login', { username, password });
  const admin = (await signIn('admin', ADMIN_PASSWORD)).accessToken;
  await call(server.baseUrl, admin, 'POST', '/setup/empty', {});
  const { data: types } = await call(server.baseUrl, admin, 'GET', '/record-types');
  const group = types.find(({ name }) => name === 'account').fields.find(({ name }) => name === 'customerGroup');
  const choices = group.choices.slice(0, 4);
  const field = (body) =>
    call(server.baseUrl, admin, 'POST', '/custom-fields', { recordType: 'account', indexed: true, ...body });
  await field({
    name: 'tier',
    kind: 'choice',
    labelFa: 'رده',
    choices: choices.map(({ value, label }) => ({ value, label })),
  });
  await field({ name: 'visitedAt', kind: 'instant', labelFa: 'زمان بازدید' });
  await field({ name: 'fleetSize', kind: 'number', labelFa: 'تعداد ناوگان' });
  const grants = ['view', 'create', 'edit'].map((action) => ({ recordType: 'account', action, scope: 'own' }));
  const role = await call(server.baseUrl, admin, 'POST', '/roles', { name: 'فروش', grants });
  const person = { username: 'bench', fullName: 'نفر', password: PASSWORD, roleIds: [role.id] };
  const { id: personId } = await call(server.baseUrl, admin, 'POST', '/users', person);
  await fill(
    choices.map(({ value }) => value),
    personId,
  );
  const people = { administrator: admin, salesperson: (await signIn('bench', PASSWORD)).accessToken };
  const figures = [];
  for (const [who, token] of Object.entries(people))
    for (const [title, custom, builtIn] of pairs(choices[1].value)) {
      const requests = (query) => [requestBytes('GET', `/api/v1/accounts?${query}`, { token })];
      const { product: own, bare: product } = await compare(
        { port: server.port, requests: requests(custom) },
        { port: server.port, requests: requests(builtIn) },
        HOW,
      );
      const times = round(own.medianMs / product.medianMs);
      figures.push({ who, filter: title, custom: own, builtIn: product, times });
      process.stdout.write(
        `${who.padEnd(14)}${title.padEnd(34)} ${own.medianMs} ms custom, ${product.medianMs} ms built in = ${times}\n`,
      );
    }
  const worst = Math.max(...figures.map(({ times }) => times));
  const goals = [
    atMost('filter on an indexed custom field of 1,000,000 rows against a built-in column, worst', worst, 1.5, 'x'),
  ];
  keepResults('custom-field', { goals, figures });
  process.exitCode = goals.every(({ held }) => held) ? 0 : 1;
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

/** Pairs of lists that differ in the field alone. */
function pairs(choice) {
  const filter = (field, op, value) => `filter=${encodeURIComponent(JSON.stringify({ field, op, value }))}`;
  const days = ['2024-03-01', '2024-03-09'];
  return [
    ['choice', filter('custom.tier', 'eq', choice), filter('customerGroup', 'eq', choice)],
    [
      'range of time, sorted by it',
      `${filter('custom.visitedAt', 'between', days)}&sort=-custom.visitedAt`,
      `${filter('lastContactedAt', 'between', days)}&sort=-lastContactedAt`,
    ],
    [
      'range of time, counted',
      `${filter('custom.visitedAt', 'between', days)}&count=exact`,
      `${filter('lastContactedAt', 'between', days)}&count=exact`,
    ],
    [
      'number in a range, sorted by it',
      `${filter('custom.fleetSize', 'between', [36_500, 36_700])}&sort=-custom.fleetSize`,
      `${filter('lastContactedAt', 'between', days)}&sort=-lastContactedAt`,
    ],
  ];
}

/** Rows past the log of changes: the same values in a built-in column and in a custom one. */
async function fill(groups, personId) {
  const client = new pg.Client({ connectionString: await superuserUrl(dataDir) });
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    await client.query(
      `insert into accounts (id, name, kind, relation, owner_id, customer_group, last_contacted_at, c_tier, c_visited_at, c_fleet_size)
       select uuidv7(), 'شرکت ' || n, 'company', 'customer', case when n % $4 = 0 then $3::uuid end,
         ($1::text[])[(n % 4 + 1)::integer], $5::timestamptz + (n * 7919 % 50000) * interval '1 hour',
         ($1::text[])[(n % 4 + 1)::integer], $5::timestamptz + (n * 7919 % 50000) * interval '1 hour', n * 7919 % 50000
       from generate_series(1::bigint, $2::bigint) n`,
      [groups, ROWS, personId, ROWS / OWN, START],
    );
    await client.query('vacuum analyze accounts');
  } finally {
    await client.end();
  }
}
