import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { type Caller, createTestApp, EVERY_ACTION, grants, type TestApp } from '../support/app.js';
import { importFile } from '../support/import-file.js';

let app: TestApp;
let admin: Caller;
let accountId: string;

beforeAll(async () => {
  app = await createTestApp();
  admin = app.admin;
  accountId = (await admin.post<{ id: string }>('/accounts', { name: 'پارس, "خودرو"' })).body.id;
  const contact = {
    firstName: 'علی',
    lastName: 'کاظمی',
    mobile: '09121234567',
    accountId,
    birthOn: '1991-08-03',
    tags: ['الف', 'ب'],
  };
  await admin.post('/contacts', contact);
  await admin.post('/opportunities', {
    name: 'فروش',
    accountId,
    amount: { amount: '1250000' },
    expectedCloseOn: '2026-11-21',
  });
});
afterAll(() => app?.close());

async function csv(path: string, caller = admin): Promise<Record<string, string>[]> {
  const answer = await caller.get<string>(path);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return parse(answer.body as unknown as string, { bom: true, columns: true });
}

async function sheet(path: string): Promise<ExcelJS.Worksheet> {
  const answer = await app.app.inject({ url: `/api/v1${path}`, headers: { authorization: `Bearer ${admin.token}` } });
  expect(answer.headers['content-type']).toContain('spreadsheetml');
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(answer.rawPayload as unknown as ArrayBuffer);
  return book.worksheets[0] as ExcelJS.Worksheet;
}

describe('a filter that cannot be answered', () => {
  it('is refused before the file begins', async () => {
    const filter = encodeURIComponent(JSON.stringify({ field: 'ownerId', op: 'eq' }));
    for (const query of [`filter=${filter}`, `format=xlsx&filter=${filter}`]) {
      const answer = await admin.get<{ code: string }>(`/contacts/export?${query}`);
      expect([answer.status, answer.body.code]).toEqual([400, 'filter.invalid']);
    }
  });
});

describe('CSV', () => {
  it('is for people: marked UTF-8, Persian headings, Jalali days, names of links, whole phones', async () => {
    const answer = await admin.get<string>('/contacts/export');
    const text = answer.body as unknown as string;
    expect(text.startsWith('\ufeff')).toBe(true);
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="contacts-\d{4}-\d{2}-\d{2}\.csv"$/);
    const [row] = await csv('/contacts/export');
    expect(row).toMatchObject({
      'نام کامل': 'علی کاظمی',
      موبایل: '+989121234567',
      'طرف حساب': 'پارس, "خودرو"',
      'تاریخ تولد': '1370/05/12',
      برچسب‌ها: 'الف، ب',
    });
  });

  it('is for programs when asked: chosen columns, English, ISO days, ids', async () => {
    const rows = await csv(
      '/opportunities/export?columns=name,accountId,amount,status,expectedCloseOn&locale=en&dates=iso&links=id',
    );
    expect(rows).toEqual([
      { Name: 'فروش', Account: accountId, 'Amount (Rial)': '1250000', Status: 'Open', 'Expected close': '2026-11-21' },
    ]);
  });

  it('follows filter, search and sort over many pages, and each row comes once', async () => {
    const names = Array.from({ length: 2_500 }, (_, i) => `صفحه ${String(i % 50).padStart(2, '0')}`);
    await importFile(admin, 'contact', `نام خانوادگی\n${names.join('\n')}\n`, {});
    const filter = encodeURIComponent(JSON.stringify({ field: 'lastName', op: 'startsWith', value: 'صفحه' }));
    const rows = await csv(`/contacts/export?columns=id,lastName&sort=-lastName&filter=${filter}`);
    expect(rows).toHaveLength(2_500);
    expect(new Set(rows.map((row) => row['شناسه'])).size).toBe(2_500);
    expect(rows[0]?.['نام خانوادگی']).toBe('صفحه 49');
    expect(await csv('/contacts/export?q=کاظمی&columns=lastName')).toEqual([{ 'نام خانوادگی': 'کاظمی' }]);
  });
});

describe('XLSX', () => {
  it('is right to left with a heading, real numbers and real days', async () => {
    const people = await sheet('/opportunities/export?format=xlsx&columns=name,amount,expectedCloseOn');
    expect(people.views[0]).toMatchObject({ rightToLeft: true, state: 'frozen' });
    expect(people.getRow(1).values).toEqual([undefined, 'نام', 'مبلغ (ریال)', 'تاریخ پیش‌بینی بستن']);
    expect(people.getRow(2).values).toEqual([undefined, 'فروش', 1250000, '1405/08/30']);
    const programs = await sheet('/opportunities/export?format=xlsx&columns=expectedCloseOn&dates=iso&locale=en');
    expect(programs.views[0]?.rightToLeft).toBeFalsy();
    expect(programs.getRow(2).getCell(1).value).toEqual(new Date('2026-11-21T00:00:00Z'));
    const phones = await sheet('/contacts/export?format=xlsx&columns=mobile&q=کاظمی');
    expect(phones.getRow(2).getCell(1).value).toBe('+989121234567');
  });
});

it('lets no text act as a formula, in either format, and takes it back as it was', async () => {
  const live = ['=1+1', '+HYPERLINK("x")', '-2+3', '@SUM(1)', '=cmd|x!A0'];
  for (const name of live) await admin.post('/accounts', { name, city: 'آزمون' });
  const filter = encodeURIComponent(JSON.stringify({ field: 'city', op: 'eq', value: 'آزمون' }));
  const path = `/accounts/export?columns=name,city&filter=${filter}&sort=id`;
  const cells = (await csv(path)).map((row) => row['نام'] as string);
  expect(cells).toEqual(live.map((name) => `'${name}`));
  const book = await sheet(`${path}&format=xlsx`);
  for (let row = 2; row < 2 + live.length; row += 1) {
    expect(book.getRow(row).getCell(1).type).toBe(ExcelJS.ValueType.String);
    expect(book.getRow(row).getCell(1).value).toBe(`'${live[row - 2]}`);
  }
  const exported = await admin.get<string>(path);
  const again = await importFile(admin, 'account', exported.body as unknown as string, {
    mode: 'update',
    keyFields: ['name'],
  });
  expect(again).toMatchObject({ unchangedRows: live.length, failedRows: 0 });
});

describe('rights', () => {
  it('leave out hidden fields, mask masked ones, and reach no further than the right to export', async () => {
    const seller = await app.person({
      grants: [
        ...grants(
          ['contact'],
          EVERY_ACTION.filter((action) => action !== 'export'),
          'all',
        ),
        ...grants(['contact'], ['export'], 'own'),
      ],
      fields: [
        { recordType: 'contact', field: 'nationalId', level: 'hidden' },
        { recordType: 'contact', field: 'mobile', level: 'masked' },
      ],
    });
    await seller.post('/contacts', { lastName: 'خودم' });
    const rows = await csv('/contacts/export', seller);
    expect(rows.map((row) => row['نام خانوادگی'])).toEqual(['خودم']);
    expect(Object.keys(rows[0] ?? {})).not.toContain('کد ملی');
    expect((await seller.get('/contacts/export?columns=nationalId')).status).toBe(400);
    expect((await seller.get('/accounts/export')).status).toBe(403);
    expect((await app.nobody.get('/contacts/export')).status).toBe(401);
    const masked = await app.person({
      grants: grants(['contact'], EVERY_ACTION, 'all'),
      fields: [{ recordType: 'contact', field: 'mobile', level: 'masked' }],
    });
    const [row] = await csv('/contacts/export?q=کاظمی', masked);
    // The account isn't this person's to see, so neither is its name.
    expect(row).toMatchObject({ موبایل: expect.stringMatching(/^09\d{2}•••\d{4}$/), 'طرف حساب': '' });
  });

  it('refuse what the query cannot mean', async () => {
    for (const query of ['format=pdf', 'columns=ghost', 'dates=lunar', 'filter=x', 'sort=ghost', 'colour=red'])
      expect([query, (await admin.get(`/contacts/export?${query}`)).status]).toEqual([query, 400]);
  });

  it('are noted: who took what, with which filter, how many rows', async () => {
    const exporter = await app.person({ grants: grants(['contact'], EVERY_ACTION, 'all') });
    await exporter.get('/contacts/export?q=کاظمی&columns=lastName&format=xlsx');
    const { body } = await exporter.get<{ data: Record<string, unknown>[] }>('/exports');
    expect(body.data).toMatchObject([
      {
        userId: exporter.userId,
        recordType: 'contact',
        format: 'xlsx',
        rows: 1,
        columns: ['lastName'],
        query: { q: 'کاظمی' },
      },
    ]);
    expect(body.data[0]?.finishedAt).not.toBeNull();
    const everyone = await admin.get<{ data: { userId: string }[] }>('/exports');
    expect(everyone.body.data.some(({ userId }) => userId === exporter.userId)).toBe(true);
  });
});
