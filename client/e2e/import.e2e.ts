import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { baseUrl } from './support/app';
import { apiSession } from './support/session';
import { signedInBrowser, type SignedInBrowser } from './support/signed-in-browser';

const FILE = [
  'نام,نام خانوادگی,موبایل,تاریخ تولد,شرکت',
  'نسرین,کاوه‌ای,۰۹۱۲ ۱۱۱ ۲۲ ۳۳,۱۳۶۵/۰۲/۱۵,',
  'بهرام,آذرین,+98 (935) 444-5566,1370-12-1,',
  'سیاوش,بی‌تاریخ,09121234567,۱۴۰۴/۱۲/۳۰,',
].join('\r\n');

let browser: SignedInBrowser;
let page: Page;

beforeAll(async () => {
  browser = await signedInBrowser();
  page = browser.page;
});

afterAll(() => browser?.close());

const contacts = async (lastName: string) => (await apiSession()).find('contacts', 'lastName', lastName);

test('a file with dirty phones and Jalali dates is tried, imported and taken back', async () => {
  await page.goto(`${baseUrl()}/imports?type=contact`);
  await page.locator('input[type=file]').setInputFiles({
    name: 'مخاطبان.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(FILE, 'utf8'),
  });
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/);
  await page.getByText('شمسی (سال/ماه/روز)').first().waitFor();

  await page.getByRole('button', { name: 'پیش‌نمایش', exact: true }).click();
  const trial = page.getByRole('region', { name: 'پیش‌نمایش' });
  await trial.getByText('ناموفق').waitFor();
  expect(await trial.getByText('تازه').count()).toBe(2);
  expect(await contacts('آذرین')).toEqual([]);

  await page.getByRole('button', { name: 'ورود ۳ ردیف' }).click();
  await page.getByRole('heading', { name: 'پایان یافت' }).waitFor();
  const [made] = await contacts('آذرین');
  expect(made).toMatchObject({ firstName: 'بهرام', mobile: '+989354445566', birthOn: '1992-02-20' });
  expect(await contacts('کاوه‌ای')).toMatchObject([{ mobile: '+989121112233', birthOn: '1986-05-05' }]);
  expect(await contacts('بی‌تاریخ')).toEqual([]);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'ردیف‌های ناموفق (CSV)' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('import-errors.csv');

  await page.getByRole('button', { name: 'برگرداندن همهٔ این ورود' }).click();
  await page.getByRole('heading', { name: 'بازگردانده شد' }).waitFor();
  expect(await contacts('آذرین')).toEqual([]);
});
