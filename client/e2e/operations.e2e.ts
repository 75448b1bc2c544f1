import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { baseUrl } from './support/app';
import { seriousFaults } from './support/looks';
import { type ApiRecord, apiSession, type ApiSession, type Credentials, signedInPage } from './support/session';
import { signedInBrowser, type SignedInBrowser } from './support/signed-in-browser';

const stamp = Date.now();
const PASSWORD = 'Kabutar-1405-sefid';
const LEAVER = `نوید رفتنی ${stamp}`;
const HEIR = `هما ماندنی ${stamp}`;

let browser: SignedInBrowser;
let admin: ApiSession;
let page: Page;
let manager: ApiRecord;
let leaver: ApiRecord;
let heir: ApiRecord;
const accounts: ApiRecord[] = [];

const credentials = (name: string): Credentials => ({ username: `${name}.${stamp}`, password: PASSWORD });

beforeAll(async () => {
  browser = await signedInBrowser();
  admin = await apiSession();
  const branch = await admin.post('/org-units', { name: `شعبه ${stamp}` });
  const { data: roles } = await admin.get<{ data: ApiRecord[] }>('/roles?limit=200');
  const roleOf = (builtin: string) => roles.find((role) => role.builtin === builtin)?.id;
  const person = (name: string, fullName: string, role: string) =>
    admin.post('/users', { ...credentials(name), fullName, orgUnitId: branch.id, roleIds: [roleOf(role)] });
  manager = await person('modir', 'مینا مدیر', 'salesManager');
  leaver = await person('navid', LEAVER, 'salesperson');
  heir = await person('homa', HEIR, 'salesperson');
  const desk = await apiSession(credentials('navid'));
  for (let i = 1; i <= 4; i += 1)
    accounts.push(await desk.post('/accounts', { name: `مشتری ${i} ${stamp}`, kind: 'company' }));
  page = await signedInPage(await browser.newContext(), { who: credentials('modir') });
});

afterAll(() => browser?.close());

const owners = async () =>
  Promise.all(accounts.map(async ({ id }) => (await admin.get<ApiRecord>(`/accounts/${id}`)).ownerId));

test('a manager hands over a leaving salesperson, sees the operation, and takes it back', async () => {
  await page.goto(`${baseUrl()}/operations`);
  await page.getByRole('link', { name: 'تحویل کارهای یک همکار' }).click();
  await page.getByRole('combobox', { name: 'همکاری که می‌رود' }).fill(LEAVER);
  await page.getByRole('option', { name: LEAVER }).click();
  await page.getByText('۴ مورد', { exact: true }).waitFor();
  await page.getByRole('combobox', { name: 'تحویل‌گیرنده' }).fill(HEIR);
  await page.getByRole('option', { name: HEIR }).click();
  await page.getByRole('button', { name: 'بازبینی', exact: true }).click();
  await page.getByText('۴ مورد تحویل داده می‌شود').waitFor();
  await page.getByLabel('دلیل').fill('پایان همکاری');
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'تحویل کارها', exact: true }).click();
  await page.getByText('پایان‌یافته').waitFor();
  expect(new Set(await owners())).toEqual(new Set([heir.id]));

  await page.goto(`${baseUrl()}/operations`);
  await page.getByRole('link', { name: /تحویل کارها.*پایان همکاری/ }).click();
  await page.getByRole('link', { name: `مشتری 1 ${stamp}` }).waitFor();
  // Somebody has gone on with one of them: it stays, and the reader is told.
  await admin.patch(`/accounts/${accounts[0]?.id}`, { ownerId: manager.id });
  await page.getByRole('button', { name: 'بازگرداندن' }).click();
  await page.getByText(/۳ مورد بازگردانده شد و ۱ مورد ماند/).waitFor();
  await page.getByText('پس از عملیات تغییر کرده است').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect((await owners()).slice(1)).toEqual([leaver.id, leaver.id, leaver.id]);
});

test('a record is seen as it was, and its history says why it changed', async () => {
  const { id } = accounts[1] as ApiRecord;
  await page.goto(`${baseUrl()}/accounts/${id}?tab=history`);
  await page.getByText('تحویل کارها: پایان همکاری').first().waitFor();
});

test('an administrator reads who did what', async () => {
  const desk = browser.page;
  await desk.goto(`${baseUrl()}/admin/audit`);
  await desk.getByText('ورود', { exact: true }).first().waitFor();
  await desk.getByText('عملیات بازگردانده شد').first().waitFor();
  expect(await seriousFaults(desk)).toEqual([]);
});
