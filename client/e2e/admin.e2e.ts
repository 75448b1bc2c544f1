import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { baseUrl } from './support/app';
import { apiSession, signedInPage } from './support/session';
import { signedInBrowser, type SignedInBrowser } from './support/signed-in-browser';

const stamp = Date.now();
const ROLE = `بازاریاب ${stamp}`;
const NEWCOMER = { username: `bazaryab.${stamp}`, password: 'Kabutar-1405-sefid' };

let browser: SignedInBrowser;
let page: Page;

beforeAll(async () => {
  browser = await signedInBrowser();
  page = browser.page;
});

afterAll(() => browser?.close());

test('a new role lets a new user see their own records only', async () => {
  await page.goto(`${baseUrl()}/admin/roles/new`);
  await page.getByLabel('نام نقش').fill(ROLE);
  const matrix = page.getByRole('region', { name: 'دسترسی‌ها' });
  await matrix.getByLabel('دیدن طرف‌های حساب', { exact: true }).selectOption('own');
  await matrix.getByLabel('ساختن طرف‌های حساب', { exact: true }).selectOption('own');
  await page.getByRole('button', { name: 'ذخیره', exact: true }).click();
  await page.waitForURL(/\/admin\/roles\/[0-9a-f-]{36}/);

  await page.goto(`${baseUrl()}/admin/users/new`);
  await page.getByLabel('نام و نام خانوادگی').fill('ریحانه کبیری');
  await page.getByLabel('نام کاربری').fill(NEWCOMER.username);
  await page.getByRole('button', { name: /نقش‌ها/ }).click();
  await page.getByRole('option', { name: ROLE }).click();
  await page.keyboard.press('Escape');
  await page.getByLabel('گذرواژه', { exact: true }).fill(NEWCOMER.password);
  await page.getByRole('button', { name: 'ذخیره', exact: true }).click();
  await page.waitForURL(/\/admin\/users\/[0-9a-f-]{36}/);

  const [theirs, mine] = [`شرکت دیگران ${stamp}`, `شرکت خودم ${stamp}`];
  await (await apiSession()).post('/accounts', { name: theirs, kind: 'company' });
  await (await apiSession(NEWCOMER)).post('/accounts', { name: mine, kind: 'company' });

  const other = await browser.newContext();
  try {
    const desk = await signedInPage(other, { who: NEWCOMER });
    await desk.goto(`${baseUrl()}/accounts`);
    await desk.getByRole('link', { name: mine, exact: true }).waitFor();
    expect(await desk.getByText(theirs).count()).toBe(0);
    expect(await desk.getByRole('link', { name: 'کاربران و دسترسی' }).count()).toBe(0);
  } finally {
    await other.close();
  }
});
