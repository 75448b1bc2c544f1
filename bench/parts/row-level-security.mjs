/**
 * Which form of row-level security plans well at 1,000,000 rows (docs/decisions/0003-row-level-security.md).
 * Times each query three ways on the same table, interleaved, and prints medians in milliseconds:
 *   bare    the owner of the table, the scope as a plain condition, no policy
 *   policy  the application role and the policy alone, as in a forgotten `select`
 *   both    the application role, the policy and the condition of the access service: what the product runs
 * Usage: node bench/parts/row-level-security.mjs [--rows 1000000] [--rounds 9]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';

const dist = process.env.PEYVAND_DIST ?? new URL('../../dist', import.meta.url).pathname;
const { prepareDatabase } = await import(`${dist}/server/src/platform/database/connections.js`);
const { loadConfig } = await import(`${dist}/server/src/platform/config/config.js`);
const { migrate } = await import(`${dist}/server/src/platform/database/migrate.js`);
const { createRecordTable } = await import(`${dist}/migrations/support/record-table.js`);

const { values: flags } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '9' },
    explain: { type: 'string' },
  },
});
const rows = Number(flags.rows);
const rounds = Number(flags.rounds);

const dataDir = mkdtempSync(join(tmpdir(), 'peyvand-bench-'));
const database = await prepareDatabase(loadConfig({ PEYVAND_DATA_DIR: dataDir }), () => undefined);
await migrate(database);
const owner = new pg.Client({ connectionString: database.ownerUrl });
const app = new pg.Client({ connectionString: database.appUrl, options: '-c jit=off' });
await owner.connect();
await app.connect();

await createRecordTable(owner, {
  type: 'sample',
  table: 'samples',
  columns: ['name text collate "fa" not null', 'city text collate "fa"'],
  search: ['name', 'city'],
  sort: ['name'],
});
await owner.query(
  `insert into org_units (id, name) select ('00000000-0000-0000-0001-' || lpad(i::text, 12, '0'))::uuid, 'u' || i from generate_series(0, 220) i`,
);
await owner.query(
  `update org_units set parent_id = ('00000000-0000-0000-0001-' || lpad((right(id::text, 12)::int / 11)::text, 12, '0'))::uuid where right(id::text, 12)::int > 10`,
);
const grants = (scope) =>
  JSON.stringify(['view', 'create', 'edit'].map((action) => ({ recordType: 'sample', action, scope })));
for (const scope of ['own', 'team', 'branchAndBelow', 'all'])
  await owner.query(`insert into roles (id, name, grants) values (gen_random_uuid(), $1, $2)`, [scope, grants(scope)]);
await owner.query(`insert into teams (id, name) values ('00000000-0000-0000-0002-000000000001', 't')`);
await owner.query(
  `insert into users (id, username, full_name, org_unit_id, role_ids, team_ids)
   select ('00000000-0000-0000-0003-' || lpad(i::text, 12, '0'))::uuid, 'p' || i, 'p' || i,
     ('00000000-0000-0000-0001-' || lpad((i % 221)::text, 12, '0'))::uuid,
     array[(select id from roles where name = (array['own','team','branchAndBelow','all'])[i % 4 + 1])],
     case when i < 10 then array['00000000-0000-0000-0002-000000000001'::uuid] else '{}' end
   from generate_series(0, 1999) i`,
);
await owner.query(`update users set org_unit_id = '00000000-0000-0000-0001-000000000001' where username = 'p2'`);
await owner.query('select access_refresh()');
await owner.query('alter table samples disable trigger all');
await owner.query(
  `insert into samples (id, name, city, owner_id, org_unit_id)
   select gen_random_uuid(),
     (array['رضا','مریم','علی','زهرا','حسین','نگار','پارسا','سارا'])[1 + i % 8] || ' ' || (array['کریمی','احمدی','محمدی','رضایی','موسوی'])[1 + (i / 8) % 5] || ' ' || md5(i::text),
     (array['تهران','اصفهان','شیراز','تبریز','مشهد'])[1 + i % 5],
     ('00000000-0000-0000-0003-' || lpad((hashint4(i) & 2047 % 2000)::text, 12, '0'))::uuid,
     ('00000000-0000-0000-0001-' || lpad(((hashint4(i) & 2047) % 221)::text, 12, '0'))::uuid
   from generate_series(1, ${rows}) i`,
);
await owner.query('vacuum analyze samples');

const people = { own: 0, team: 1, branch: 2, all: 3 };
const scopes = {};
for (const [name, i] of Object.entries(people)) {
  const id = `00000000-0000-0000-0003-${String(i).padStart(12, '0')}`;
  const {
    rows: [p],
  } = await owner.query('select * from access_principals where user_id = $1', [id]);
  const owners = name === 'team' ? [...new Set([id, ...p.team_owner_ids])] : [id];
  scopes[name] = {
    id,
    where:
      name === 'all'
        ? 'true'
        : name === 'branch'
          ? `org_unit_id = any('{${p.unit_ids.join(',')}}'::uuid[])`
          : owners.length === 1
            ? `owner_id = '${id}'::uuid`
            : `owner_id = any('{${owners.join(',')}}'::uuid[])`,
  };
}

const queries = {
  'first page': (w) => `select id, name from samples where deleted_at is null and ${w} order by id desc limit 51`,
  'by name': (w) => `select id, name from samples where deleted_at is null and ${w} order by name, id limit 51`,
  'count capped': (w) => `select count(*) from (select 1 from samples where deleted_at is null and ${w} limit 10001) c`,
  'search rare': (w) =>
    `select id, name from samples where deleted_at is null and ${w} and search_key like '%c4ca4238a0b9%' order by id desc limit 51`,
  'search none': (w) =>
    `select id, name from samples where deleted_at is null and ${w} and search_key like '%qqqqqq%' order by id desc limit 51`,
  'search common': (w) =>
    `select id, name from samples where deleted_at is null and ${w} and search_key like '%کریمی%' and search_key like '%مریم%' order by id desc limit 51`,
  'search by name': (w) =>
    `select id, name from samples where deleted_at is null and ${w} and search_key like '%کریمی%' order by name, id limit 51`,
};

async function timed(client, person, sql) {
  await client.query('begin read only');
  if (person) await client.query(`select set_config('app.user_id', $1, true)`, [person]);
  const start = performance.now();
  await client.query({ text: sql });
  const ms = performance.now() - start;
  await client.query('commit');
  return ms;
}

const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
const table = [];
for (const [scope, { id, where }] of Object.entries(scopes)) {
  for (const [name, sql] of Object.entries(queries)) {
    const times = { bare: [], policy: [], both: [] };
    for (let i = 0; i < rounds; i += 1) {
      times.bare.push(await timed(owner, undefined, sql(where)));
      times.policy.push(await timed(app, id, sql('true')));
      times.both.push(await timed(app, id, sql(where)));
    }
    const [bare, policy, both] = [median(times.bare), median(times.policy), median(times.both)];
    table.push({
      scope,
      query: name,
      bare: +bare.toFixed(2),
      policy: +policy.toFixed(2),
      both: +both.toFixed(2),
      ratio: +(both / bare).toFixed(2),
    });
    if (flags.explain === `${scope}/${name}`) {
      await app.query('begin read only');
      await app.query(`select set_config('app.user_id', $1, true)`, [id]);
      const plan = await app.query(`explain (analyze, buffers) ${sql(where)}`);
      console.log(plan.rows.map((r) => r['QUERY PLAN']).join('\n'));
      await app.query('commit');
    }
  }
}
console.table(table);
await owner.end();
await app.end();
await database.stop();
rmSync(dataDir, { recursive: true, force: true });
