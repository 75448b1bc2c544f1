import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { baseUrl } from './support/app';
import { seriousFaults } from './support/looks';
import { type ApiRecord, apiSession, type ApiSession } from './support/session';
import { signedInBrowser, type SignedInBrowser } from './support/signed-in-browser';

const stamp = Date.now();
const PHONE = `021${String(stamp).slice(-8)}`;

let browser: SignedInBrowser;
let admin: ApiSession;
let first: ApiRecord;
let second: ApiRecord;
let person: ApiRecord;

beforeAll(async () => {
  browser = await signedInBrowser();
  admin = await apiSession();
  first = await admin.post('/accounts', { name: `پخش سروش ${stamp}`, phone: PHONE });
  second = await admin.post('/accounts', {
    name: `شرکت پخش سروش ${stamp}`,
    phone: PHONE,
    city: 'یزد',
    industry: 'پخش',
  });
  person = await admin.post('/contacts', { lastName: `سروشی ${stamp}`, accountId: first.id });
});

afterAll(() => browser?.close());

const accountOf = async () => (await admin.get<ApiRecord>(`/contacts/${person.id}`)).accountId;

test('an administrator finds duplicates, merges them and takes it back', async () => {
  const { page } = browser;
  await page.goto(`${baseUrl()}/duplicates`);
  await page.getByRole('button', { name: 'جست‌وجوی رکوردهای تکراری' }).click();
  const group = page
    .getByRole('listitem')
    .filter({ hasText: `پخش سروش ${stamp}` })
    .filter({ hasText: 'تلفن یکسان' });
  await group.first().waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await group.first().getByRole('link', { name: 'مقایسه و ادغام' }).click();

  await page.getByRole('radio', { name: `رکوردی که می‌ماند: شرکت پخش سروش ${stamp}` }).check();
  // The gap of the one that stays would be filled by itself; a choice by keyboard takes the other name.
  await page.getByRole('radio', { name: `نام: شرکت پخش سروش ${stamp}` }).focus();
  await page.keyboard.press('ArrowUp');
  expect(await page.getByRole('radio', { name: `نام: پخش سروش ${stamp}`, exact: true }).isChecked()).toBe(true);
  await page.getByText(/به رکورد نهایی منتقل می‌شود: مخاطبان: ۱/).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: 'ادغام ۲ رکورد' }).click();
  await page.getByText('۲ رکورد یکی شد').waitFor();
  expect(await accountOf()).toBe(second.id);
  expect(await admin.get<ApiRecord>(`/accounts/${second.id}`)).toMatchObject({
    name: `پخش سروش ${stamp}`,
    city: 'یزد',
  });

  await page.goto(`${baseUrl()}/operations`);
  await page.getByRole('link', { name: /ادغام/ }).first().click();
  await page.getByRole('button', { name: 'بازگرداندن' }).click();
  await page
    .getByText(/بازگردانده شد/)
    .first()
    .waitFor();
  expect(await accountOf()).toBe(first.id);
  expect(await admin.get<ApiRecord>(`/accounts/${second.id}`)).toMatchObject({ name: `شرکت پخش سروش ${stamp}` });
});
