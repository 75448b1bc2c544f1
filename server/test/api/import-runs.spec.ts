import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { type Caller, createTestApp, type TestApp } from '../support/app.js';
import { type ImportAnswer, importFile, settled, upload } from '../support/import-file.js';

let app: TestApp;
let admin: Caller;
let owner: Client;

beforeAll(async () => {
  app = await createTestApp();
  admin = app.admin;
  owner = new Client({ connectionString: app.database.superuserUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await app.close();
});

const csvOf = (rows: readonly (readonly unknown[])[]) => rows.map((row) => row.join(',')).join('\n');
const one = async <T extends object>(sql: string, params: unknown[] = []) =>
  (await owner.query<T>(sql, params)).rows[0] as T;

/** Cuts the connection that writes the import's rows, once some have been written. */
async function cutWriter(id: string, table: string): Promise<ImportAnswer> {
  for (;;) {
    const { body } = await admin.get<ImportAnswer>(`/imports/${id}`);
    const { rowCount } =
      body.progress && body.progress.read > 0
        ? await owner.query(
            `select pg_terminate_backend(pid) from pg_stat_activity
             where datname = current_database() and state = 'active' and query like 'insert into ' || $1 || ' %'`,
            [table],
          )
        : { rowCount: 0 };
    if (rowCount || body.status !== 'running') return body;
    await delay(5);
  }
}

describe('a run of several batches', () => {
  it('goes on after a cut and writes each row once', async () => {
    const rows = 6_000;
    const file = csvOf([
      ['شناسه بیرونی', 'نام خانوادگی', 'تاریخ تولد'],
      ...Array.from({ length: rows }, (_, i) => [`CUT-${i}`, `بریده ${i}`, i % 500 === 7 ? '1404/12/30' : '']),
    ]);
    const { id } = (await upload(admin, 'contact', file)).body;
    await admin.patch(`/imports/${id}`, { mode: 'upsert', keyFields: ['externalId'] });
    await admin.post(`/imports/${id}/run`);
    const cut = await cutWriter(id, 'contacts');
    expect(cut.status).toBe('running');
    const done = await settled(admin, id);
    const failed = rows / 500;
    expect(done).toMatchObject({ status: 'done', createdRows: rows - failed, updatedRows: 0, failedRows: failed });
    expect(
      await one(`select count(*)::int as n, count(distinct external_id)::int as ids from contacts
                 where external_id like 'CUT-%'`),
    ).toEqual({ n: rows - failed, ids: rows - failed });
    expect(
      await one(
        `select count(*)::int as n, count(distinct record_id)::int as ids from changes
         where operation_id = $1 and record_type = 'contact' and action = 'create'`,
        [id],
      ),
    ).toEqual({ n: rows - failed, ids: rows - failed });

    // The rows that failed stand in the order of the file, each with its reason.
    const errors = (await admin.get<string>(`/imports/${id}/errors`)).body as unknown as string;
    const lines = errors
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(','));
    expect(lines.map((cells) => cells[0])).toEqual(Array.from({ length: failed }, (_, i) => `CUT-${i * 500 + 7}`));
    expect(lines.map((cells) => Number(cells[3]))).toEqual(Array.from({ length: failed }, (_, i) => i * 500 + 9));
    for (const cells of lines) expect(cells[4]).toContain('تاریخ تولد: ');
  }, 120_000);

  it('lets later rows find what earlier ones have made', async () => {
    const plain = Array.from({ length: 2_300 }, (_, i) => [
      `G-${i}`,
      `شعبهٔ ${i} گروه`,
      i === 0 ? '' : 'شعبهٔ ۰ گروه',
      'تهران',
    ]);
    const rows = [
      ['شناسه بیرونی', 'نام', 'سازمان بالادست', 'شهر'],
      ...plain.map(([key, name, parent, city]) => [key, name?.replace('0 گروه', '۰ گروه'), parent, city]),
      // The same keys again, a batch later.
      ['G-1', 'شعبهٔ نو', '', 'کرج'],
      ['G-1', 'شعبهٔ نوتر', '', 'کرج'],
    ];
    const done = await importFile(admin, 'account', csvOf(rows), { mode: 'upsert', keyFields: ['externalId'] });
    expect(done).toMatchObject({ failedRows: 0, createdRows: 2_300, updatedRows: 2 });
    expect(
      await one(`select count(*)::int as n from accounts a join accounts p on p.id = a.parent_id
                 where a.external_id like 'G-%' and p.external_id = 'G-0'`),
    ).toEqual({ n: 2_299 });
    expect(await one(`select name, city, version from accounts where external_id = 'G-1'`)).toEqual({
      name: 'شعبهٔ نوتر',
      city: 'کرج',
      version: 3,
    });
  });

  it('makes heads before branches, in whatever order a batch has them, and ends with rows that name each other', async () => {
    const rows = [
      ['شناسه بیرونی', 'نام', 'سازمان بالادست', 'شهر'],
      ['H-3', 'دکهٔ ارگ هلال', 'شعبهٔ ارگ هلال', 'بم'],
      ['H-2', 'شعبهٔ ارگ هلال', 'دفتر هلال', 'کرمان'],
      // A later row of a key that waits comes after it.
      ['H-3', 'دکهٔ ارگ هلال', '', 'جیرفت'],
      ['H-1', 'دفتر هلال', '', 'تهران'],
      ['H-4', 'دور یکم هلال', 'دور دوم هلال', 'قم'],
      ['H-5', 'دور دوم هلال', 'دور یکم هلال', 'قم'],
      ['H-6', 'خود هلال', 'خود هلال', 'قم'],
    ];
    const done = await importFile(admin, 'account', csvOf(rows), { mode: 'upsert', keyFields: ['externalId'] });
    expect(done).toMatchObject({ createdRows: 3, updatedRows: 1, failedRows: 3 });
    const made = await one(
      `select array_agg(a.external_id || ' ' || coalesce(p.external_id, '') || ' ' || a.city order by a.external_id) as rows
       from accounts a left join accounts p on p.id = a.parent_id where a.external_id like 'H-%'`,
    );
    expect(made).toEqual({ rows: ['H-1  تهران', 'H-2 H-1 کرمان', 'H-3 H-2 جیرفت'] });
  });

  it('tells the faults of a row in the order of its columns', async () => {
    const rows = [
      ['تاریخ تولد', 'طرف حساب', 'موبایل', 'نام خانوادگی', 'کد ملی'],
      ['1404/12/30', 'کسی که نیست', '0912', 'نادرست', '1234567890', 'زیادی'],
    ];
    const done = await importFile(admin, 'contact', csvOf(rows), {});
    const { faults } = await one<{ faults: { path: string; code: string }[] }>(
      'select faults from import_failures where import_id = $1',
      [done.id],
    );
    expect(faults.map(({ path }) => path)).toEqual(['', 'birthOn', 'accountId', 'mobile', 'nationalId']);
  });

  it('leaves nothing unmerged in the search index, which finds what was written', async () => {
    const rows = Array.from({ length: 1_500 }, (_, i) => [`پیداشدنی ${i}`]);
    await importFile(admin, 'contact', csvOf([['نام خانوادگی'], ...rows]), {});
    const { body } = await admin.get<{ data: unknown[] }>(`/contacts?q=${encodeURIComponent('پیداشدنی 1499')}`);
    expect(body.data).toHaveLength(1);
    const merged = await app.door.asSystem('test', (uow) =>
      uow.one<{ pages: string }>('select merge_search_entries($1) as pages', ['contacts']),
    );
    expect(merged).toEqual({ pages: '0' });
  });
});

describe('merging search entries', () => {
  it('is done for record tables alone, by the application alone', async () => {
    const pages = (table: string) =>
      app.door.asSystem('test', (uow) =>
        uow.one<{ pages: string }>('select merge_search_entries($1) as pages', [table]),
      );
    expect(await pages('pg_class')).toEqual({ pages: '0' });
    expect(await pages('contacts; drop table contacts')).toEqual({ pages: '0' });
    expect(
      await one(`select has_function_privilege('peyvand_app', 'merge_search_entries(text)', 'execute') as app`),
    ).toEqual({ app: true });
  });
});
