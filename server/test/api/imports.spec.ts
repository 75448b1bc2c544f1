import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { CONFIG } from '../../src/platform/platform.module.js';
import { type Caller, createTestApp, EVERY_ACTION, grants, type TestApp } from '../support/app.js';
import { importFile, settled, upload } from '../support/import-file.js';

let app: TestApp;
let admin: Caller;

interface Problem extends Record<string, unknown> {
  readonly code: string;
  readonly detail: string;
  readonly errors?: { path: string; code: string; message: string }[];
}

beforeAll(async () => {
  app = await createTestApp();
  admin = app.admin;
});
afterAll(() => app?.close());

const list = async (resource: string, filter?: object, caller = admin) => {
  const query = filter ? `?limit=200&filter=${encodeURIComponent(JSON.stringify(filter))}` : '?limit=200';
  return (await caller.get<{ data: Record<string, unknown>[] }>(`/${resource}${query}`)).body.data;
};

async function workbook(rows: unknown[][]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('برگه').addRows(rows);
  return Buffer.from(await book.xlsx.writeBuffer());
}

const DIRTY = [
  'نام,نام خانوادگی,موبایل,کد ملی,تاریخ تولد,شرکت,ایمیل',
  'علي,كاظمي,۰۹۱۲ ۱۲۳ ۴۵۶۷,0010350829,1370/05/12,,A.Kazemi@Example.IR',
  'مريم,رضايي,٩١٢٣٣٣٤٤٥٥,77611616,۳۰ آبان ۱۳۶۵,,-',
  'رضا,احمدی,0912123,1234567890,1404/12/30,,نه ایمیل',
  ',,,,,,',
  'سارا,بی‌شماره,,,,,',
].join('\r\n');

describe('uploading', () => {
  it('tells the columns, a sample and a mapping to begin with', async () => {
    const { status, body } = await upload(admin, 'contact', DIRTY);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: 'mapping',
      totalRows: 4,
      recordType: 'contact',
      sheet: { format: 'csv', encoding: 'utf-8', delimiter: ',' },
    });
    expect(body.columns[4]).toMatchObject({ name: 'تاریخ تولد' });
    expect(body.mapping.map(({ field, column }) => [column, field])).toEqual([
      ['نام', 'firstName'],
      ['نام خانوادگی', 'lastName'],
      ['موبایل', 'mobile'],
      ['کد ملی', 'nationalId'],
      ['تاریخ تولد', 'birthOn'],
      ['ایمیل', 'email'],
    ]);
  });

  it.each([
    ['an empty file', '', 422, 'import.empty'],
    ['a heading alone', 'نام,شهر\n', 422, 'import.noRows'],
    [
      '10,000 columns',
      `${Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(',')}\nx\n`,
      422,
      'import.tooManyColumns',
    ],
    ['a file cut in half', 'a,b,c\n1,2,3\n4,"5', 422, 'import.cut'],
    ['NUL characters', 'a,b\n1,x\u0000y\n', 422, 'import.nulCharacters'],
    ['letters of no known encoding', Buffer.from('nom,ville\ncafé,Orléans\n', 'latin1'), 422, 'import.encodingUnknown'],
    ['a damaged workbook', Buffer.from('PK\u0003\u0004 nothing more'), 422, 'import.broken'],
  ])('refuses %s in plain Persian and keeps nothing', async (_name, content, status, code) => {
    const before = await list('imports');
    const answer = await upload<Problem>(admin, 'contact', content);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body.detail).toMatch(/[\u0600-\u06ff]/);
    expect(await list('imports')).toHaveLength(before.length);
    const { dataDir } = app.app.get<{ dataDir: string }>(CONFIG);
    expect(readdirSync(join(dataDir, 'imports'))).toHaveLength(before.length);
  });

  it('refuses a body of 100 MB, a body that is no form and a type that takes no import', async () => {
    const large = await upload<Problem>(admin, 'contact', Buffer.alloc(100 * 1024 * 1024, 'x'));
    expect([large.status, large.body.code]).toEqual([413, 'import.tooLarge']);
    const json = await admin.post<Problem>('/imports', { recordType: 'contact' });
    expect(json.status).toBe(415);
    const unknown = await upload<Problem>(admin, 'ghost', DIRTY);
    expect([unknown.status, unknown.body.code]).toEqual([400, 'import.typeUnknown']);
    const seller = await app.person({
      grants: [
        ...grants(['contact'], ['view', 'create'], 'own'),
        ...grants(['import'], ['view', 'create', 'edit'], 'own'),
      ],
    });
    expect((await upload(seller, 'contact', DIRTY)).status).toBe(403);
    expect((await upload(app.nobody, 'contact', DIRTY)).status).toBe(401);
  });
});

describe('setting up', () => {
  it('refuses what does not fit the file or the type', async () => {
    const { id } = (await upload(admin, 'contact', DIRTY)).body;
    const bad = async (body: object) => {
      const answer = await admin.patch<Problem>(`/imports/${id}`, body);
      return [answer.status, ...(answer.body.errors ?? []).map((error) => error.code)];
    };
    expect(await bad({ mapping: [{ field: 'lastName', column: 'نیست' }] })).toEqual([422, 'import.columnUnknown']);
    expect(await bad({ mapping: [{ field: 'fullName', column: 'نام' }] })).toEqual([
      422,
      'import.fieldUnknown',
      'import.requiredNotMapped',
    ]);
    expect(await bad({ mode: 'update' })).toEqual([422, 'import.keyMissing']);
    expect(await bad({ mapping: [{ field: 'lastName' }] })).toEqual([400, 'field.invalid']);
    expect(await bad({ colour: 'red' })).toEqual([400, 'field.unknown']);
  });

  it('reads the file again in another encoding, and says when that is the wrong one', async () => {
    const ansi = iconv.encode('نام خانوادگي,شهر\nكاظمي,تهران\n', 'windows-1256');
    const { body } = await upload(admin, 'contact', ansi);
    expect(body.sheet).toMatchObject({ encoding: 'windows-1256' });
    expect(body.mapping[0]).toMatchObject({ field: 'lastName' });
    const wrong = await admin.patch<Problem>(`/imports/${body.id}`, { encoding: 'utf-8' });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'import.encodingWrong']);
  });

  it('remembers a saved mapping for the next file with the same heading', async () => {
    const heading = 'فامیل شخص,همراه او\n';
    const first = (await upload(admin, 'contact', `${heading}کاظمی,09121234567\n`)).body;
    expect(first.mapping).toEqual([]);
    const mapping = [
      { field: 'lastName', column: 'فامیل شخص' },
      { field: 'mobile', column: 'همراه او' },
    ];
    await admin.patch(`/imports/${first.id}`, {
      mapping,
      mode: 'upsert',
      keyFields: ['mobile'],
      saveMappingAs: 'فهرست نمایشگاه',
    });
    const second = (await upload(admin, 'contact', `${heading}رضایی,09121234568\n`)).body;
    expect(second).toMatchObject({ mapping, mode: 'upsert', keyFields: ['mobile'] });
    expect(await list('import-mappings')).toMatchObject([{ name: 'فهرست نمایشگاه', recordType: 'contact' }]);
  });
});

describe('trying', () => {
  it('shows rows as they would be, faults by cell and what unknown names could mean, and writes nothing', async () => {
    await admin.post('/accounts', { name: 'پارس خودرو' });
    const csv =
      'نام خانوادگی,موبایل,طرف حساب\nکاظمی,0912123,پارسخودرو\nرضایی,09121234567,پارس خودروو\nاحمدی,,پارس‌خودرو\n';
    const { id } = (await upload(admin, 'contact', csv)).body;
    const before = (await list('contacts')).length;
    const { status, body } = await admin.post<{
      rows: { record: unknown; status: string; errors: object[] }[];
      unknownWords: object[];
    }>(`/imports/${id}/preview`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ tried: 3, created: 1, failed: 2 });
    expect(body.rows[0]).toMatchObject({
      line: 2,
      status: 'failed',
      record: null,
      errors: [{ path: 'mobile', column: 'موبایل', code: 'phone.format' }],
    });
    expect(body.rows[1]?.errors).toMatchObject([{ path: 'accountId', code: 'import.linkNotFound' }]);
    expect(body.rows[2]).toMatchObject({ status: 'created', record: { lastName: 'احمدی', fullName: 'احمدی' } });
    expect(body.unknownWords).toMatchObject([
      { field: 'accountId', text: 'پارس خودروو', count: 1, suggestions: [{ title: 'پارس خودرو' }] },
    ]);
    expect((await list('contacts')).length).toBe(before);
  });
});

describe('running', () => {
  it('writes clean records, keeps the bad rows with their reasons, and logs who and from where', async () => {
    const done = await importFile(admin, 'contact', DIRTY, {});
    expect(done).toMatchObject({
      status: 'done',
      createdRows: 3,
      failedRows: 1,
      progress: { read: 4, created: 3, failed: 1 },
    });
    const made = await list('contacts', { field: 'lastName', op: 'in', value: ['کاظمی', 'رضایی', 'بی‌شماره', 'احمدی'] });
    expect(made).toHaveLength(3);
    expect(made.find((contact) => contact.firstName === 'علی')).toMatchObject({
      fullName: 'علی کاظمی',
      mobile: '+989121234567',
      nationalId: '0010350829',
      birthOn: '1991-08-03',
      email: 'a.kazemi@example.ir',
      ownerId: admin.userId,
    });
    expect(made.find((contact) => contact.firstName === 'مریم')).toMatchObject({
      mobile: '+989123334455',
      nationalId: '0077611616',
      birthOn: '1986-11-21',
      email: null,
    });
    const log = await app.door.asSystem('test', (uow) =>
      uow.query('select distinct source, actor_id from changes where operation_id = $1', [done.id]),
    );
    expect(log).toEqual([{ source: 'import', actor_id: admin.userId }]);

    const csv = await admin.get<string>(`/imports/${done.id}/errors`);
    expect(csv.headers['content-type']).toContain('text/csv');
    const lines = (csv.body as unknown as string).split('\r\n');
    expect(lines[0]).toContain('سطر فایل,خطاها');
    expect(lines[1]).toMatch(/^رضا,احمدی,0912123,1234567890,1404\/12\/30,,نه ایمیل,4,/);
    expect(lines[1]).toContain('موبایل: ');
    expect(lines[1]).toContain('تاریخ تولد: ');
    expect((await admin.get(`/imports/${done.id}/errors?format=xlsx`)).status).toBe(200);
    const told = await admin.get<{ data: { kind: string; about: { id: string } | null }[] }>('/notifications');
    expect(told.body.data.find(({ about }) => about?.id === done.id)).toMatchObject({ kind: 'importDone' });
  });

  it('creates and updates by key from a workbook, once per row', async () => {
    const rows = [
      ['شناسه بیرونی', 'نام', 'شهر', 'نوع رابطه'],
      ['A-1', 'بازرگانی مهر', 'تهران', 'مشتری'],
      ['A-2', '=SUM(1)', 'کرج', 'رقیب'],
      ['A-1', 'بازرگانی مهر نو', null, null],
      [null, 'بی کلید', 'قم', 'دوست'],
    ];
    const setup = { mode: 'upsert', keyFields: ['externalId'] };
    const first = await importFile(admin, 'account', await workbook(rows), setup);
    expect(first).toMatchObject({ createdRows: 2, updatedRows: 1, failedRows: 1 });
    const again = await importFile(admin, 'account', await workbook(rows.slice(0, 3)), setup);
    expect(again).toMatchObject({ createdRows: 0, updatedRows: 1, unchangedRows: 1 });
    const [one] = await list('accounts', { field: 'externalId', op: 'eq', value: 'A-1' });
    expect(one).toMatchObject({ name: 'بازرگانی مهر', city: 'تهران', relation: 'customer', version: 3 });
    const twice = await importFile(admin, 'account', await workbook(rows.slice(0, 3)), {
      mode: 'create',
      keyFields: ['externalId'],
    });
    expect(twice).toMatchObject({ createdRows: 0, failedRows: 2 });
  });

  it('makes missing links when told to, and reads amounts in Toman and days in any order', async () => {
    const csv =
      'فرصت,شرکت,ارزش (تومان),بستن\nفروش یک,شرکت ناآشنا,"۱,۲۵۰",21/11/2026\nفروش دو,شرکت‌ ناآشنا,۲/۵ میلیون,1405/08/30\n';
    const mapping = [
      { field: 'name', column: 'فرصت' },
      { field: 'accountId', column: 'شرکت', link: { by: 'title', createMissing: true } },
      { field: 'amount', column: 'ارزش (تومان)', moneyUnit: 'IRT' },
      { field: 'expectedCloseOn', column: 'بستن', dates: 'auto' },
    ];
    const auto = await importFile(admin, 'opportunity', csv, { mapping });
    expect(auto).toMatchObject({ createdRows: 1, failedRows: 1 });
    const days = mapping.map((entry) => (entry.field === 'expectedCloseOn' ? { ...entry, dates: 'dmy' } : entry));
    expect(
      await importFile(admin, 'opportunity', csv.split('\n').slice(0, 2).join('\n'), { mapping: days }),
    ).toMatchObject({ createdRows: 1 });
    const made = await list('opportunities', { field: 'name', op: 'startsWith', value: 'فروش' });
    expect(made.map(({ amount, expectedCloseOn }) => [amount, expectedCloseOn]).sort()).toEqual([
      [{ amount: '12500', currency: 'IRR' }, '2026-11-21'],
      [{ amount: '25000000', currency: 'IRR' }, '2026-11-21'],
    ]);
    expect(await list('accounts', { field: 'name', op: 'contains', value: 'ناآشنا' })).toHaveLength(1);
  });

  it('acts with the rights of the one who started it, at run time', async () => {
    const seller = await app.person({
      grants: [
        ...grants(
          ['contact', 'import', 'user'],
          EVERY_ACTION.filter((action) => action !== 'assign'),
          'own',
        ),
      ],
      fields: [{ recordType: 'contact', field: 'nationalId', level: 'read' }],
    });
    const { body } = await upload(seller, 'contact', DIRTY);
    expect(body.mapping.map(({ field }) => field)).not.toContain('nationalId');
    const refused = await seller.patch<Problem>(`/imports/${body.id}`, {
      mapping: [
        { field: 'nationalId', column: 'کد ملی' },
        { field: 'lastName', column: 'نام خانوادگی' },
      ],
    });
    expect(refused.body.errors?.map(({ code }) => code)).toEqual(['import.fieldUnknown']);
    expect((await seller.get(`/imports/${(await upload(admin, 'contact', DIRTY)).body.id}`)).status).toBe(404);
    await seller.post(`/imports/${body.id}/run`);
    const done = await settled(seller, body.id);
    expect(done).toMatchObject({ status: 'done', failedRows: 1, createdRows: 3 });
    expect(await list('contacts', undefined, seller)).toHaveLength(3);
  });

  it('stops when told to and goes on where it was', async () => {
    const csv = `نام خانوادگی\n${Array.from({ length: 6_000 }, (_, i) => `نفر ${i}`).join('\n')}\n`;
    const { id } = (await upload(admin, 'contact', csv)).body;
    await admin.post(`/imports/${id}/run`);
    expect((await admin.patch<Problem>(`/imports/${id}`, { mode: 'create' })).status).toBe(409);
    await admin.post(`/imports/${id}/cancel`);
    const stopped = await settled(admin, id);
    const { read } = stopped.progress as { read: number };
    expect(stopped.status).toBe('cancelled');
    expect(read).toBeLessThan(6_000);
    await admin.post(`/imports/${id}/run`);
    expect(await settled(admin, id, ['done'])).toMatchObject({ createdRows: 6_000, progress: { read: 6_000 } });
    const [{ n }] = (await app.door.asSystem('test', (uow) =>
      uow.query(`select count(*)::int as n from contacts where last_name like 'نفر %'`),
    )) as [{ n: number }];
    expect(n).toBe(6_000);
  });
});

describe('undoing', () => {
  it('removes what it made, restores what it changed, and leaves what somebody changed since', async () => {
    const kept = (await admin.post<{ id: string }>('/accounts', { name: 'قدیمی یک', externalId: 'U-1', city: 'یزد' }))
      .body.id;
    const touched = (
      await admin.post<{ id: string }>('/accounts', { name: 'قدیمی دو', externalId: 'U-2', city: 'یزد' })
    ).body.id;
    const csv = 'شناسه بیرونی,نام,شهر\nU-1,نو یک,تهران\nU-2,نو دو,تهران\nU-3,نو سه,تهران\n';
    const done = await importFile(admin, 'account', csv, { mode: 'upsert', keyFields: ['externalId'] });
    expect(done).toMatchObject({ createdRows: 1, updatedRows: 2 });
    await admin.patch(`/accounts/${touched}`, { city: 'قم' });
    expect((await admin.post(`/imports/${done.id}/undo`)).status).toBe(202);
    const undone = await settled(admin, done.id, ['undone']);
    expect(undone).toMatchObject({ undo: { undone: 3, kept: 1 } });
    expect((await admin.get(`/accounts/${kept}`)).body).toMatchObject({ name: 'قدیمی یک', city: 'یزد' });
    expect((await admin.get(`/accounts/${touched}`)).body).toMatchObject({ name: 'قدیمی دو', city: 'قم' });
    expect(await list('accounts', { field: 'externalId', op: 'eq', value: 'U-3' })).toEqual([]);
    expect((await admin.post<Problem>(`/imports/${done.id}/undo`)).status).toBe(409);
    expect((await admin.delete(`/imports/${done.id}`)).status).toBe(204);
  });
});
