import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { baseUrl } from './support/app';
import { seriousFaults, sidewaysOverflow } from './support/looks';
import { PHONE } from './support/browser';
import { type ApiRecord, apiSession, signedInPage } from './support/session';
import { signedInBrowser, type SignedInBrowser } from './support/signed-in-browser';

const mark = Date.now().toString(36);
const SELLER = { username: `forush.${mark}`, password: 'Kabutar-1405-sefid' };
const TYPES = ['account', 'contact', 'activity', 'note', 'user', 'team'];

let browser: SignedInBrowser;
let page: Page;
let seller: Page;
let role: ApiRecord;
let user: ApiRecord;
let contact: ApiRecord;
let account: ApiRecord;

beforeAll(async () => {
  browser = await signedInBrowser();
  page = browser.page;
  const api = await apiSession();
  role = await api.post('/roles', {
    name: `فروش ${mark}`,
    grants: [
      ...TYPES.map((recordType) => ({ recordType, action: 'view', scope: 'all' })).filter(
        ({ recordType }) => recordType !== 'account',
      ),
      { recordType: 'account', action: 'view', scope: 'own' },
    ],
    fields: [],
  });
  user = await api.post('/users', { ...SELLER, fullName: `نگار شریفی ${mark}`, roleIds: [role.id] });
  contact = await api.post('/contacts', { firstName: 'سارا', lastName: `محمدی ${mark}`, mobile: '09121236789' });
  account = await api.post('/accounts', { name: `شرکت مهر ${mark}`, kind: 'company' });
  seller = await signedInPage(await browser.newContext(), { who: SELLER });
});

afterAll(() => browser?.close());

async function choose(name: string, option: string): Promise<void> {
  await page
    .getByRole('button', { name: new RegExp(name) })
    .last()
    .click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

describe('access', () => {
  it('masks the phones of a role, after a look at what that changes', async () => {
    await page.goto(`${baseUrl()}/admin/roles/${role.id}`);
    const limits = page.getByRole('region', { name: 'محدودیت فیلدها' });
    await page.getByText('این نقش در یک نگاه').waitFor();
    await choose('نوع رکورد', 'مخاطب');
    await choose('فیلد', 'موبایل');
    await page.getByRole('button', { name: 'افزودن' }).click();
    await choose('سطح', 'پوشیده');
    await page.getByText('پوشیده می‌بیند').waitFor();
    await page.getByRole('button', { name: 'بازبینی و ذخیره' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('۱ نفر این نقش را دارند.').waitFor();
    await dialog.getByText(/«موبایل» در مخاطبان: از «نوشتن» به «پوشیده»/).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'ذخیره شود' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await limits.count()).toBeLessThan(2);
  });

  it('shows the mask to the holder of the role, and the value under their name', async () => {
    await seller.goto(`${baseUrl()}/contacts/${contact.id}`);
    await seller.getByText('۰۹۱۲•••۶۷۸۹').first().waitFor();
    await seller.getByRole('button', { name: /نشان دادن موبایل/ }).click();
    await seller
      .getByText(/۰۹۱۲ ?۱۲۳ ?۶۷۸۹/)
      .first()
      .waitFor();
    await seller.getByText(/در تاریخچهٔ رکورد ثبت شد/).waitFor();
  });

  it('explains the access of one user in words', async () => {
    const search = new URLSearchParams({
      userId: user.id,
      recordType: 'contact',
      recordId: contact.id,
      field: 'mobile',
    });
    await page.goto(`${baseUrl()}/admin/access?${search}`);
    await page.getByText(`بله، ${user.fullName as string} برای این رکورد اجازهٔ «دیدن» دارد.`).waitFor();
    await page.getByText(/«دیدن» را برای همهٔ رکوردها می‌دهد/).waitFor();
    await page.getByText(`نقش «${role.name as string}»: پوشیده`).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto(
      `${baseUrl()}/admin/access?${new URLSearchParams({ userId: user.id, recordType: 'account', recordId: account.id })}`,
    );
    await page.getByText(/بیرون از دامنهٔ آن‌هاست/).waitFor();
    await page.setViewportSize(PHONE);
    expect(await sidewaysOverflow(page)).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('opens one record to one person', async () => {
    await seller.goto(`${baseUrl()}/accounts/${account.id}`);
    await seller.getByRole('alert').first().waitFor();
    await page.goto(`${baseUrl()}/accounts/${account.id}`);
    await page.getByRole('button', { name: 'بیشتر', exact: true }).first().click();
    await page.getByRole('menuitem', { name: 'اشتراک‌گذاری' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('combobox', { name: 'شخص' }).fill(String(user.fullName));
    await page.getByRole('option', { name: new RegExp(String(user.fullName)) }).click();
    await sheet.getByLabel('دلیل').fill('پیگیری در مرخصی');
    await sheet.getByRole('button', { name: 'به اشتراک بگذار' }).click();
    await sheet.getByText('پیگیری در مرخصی').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await seller.goto(`${baseUrl()}/accounts/${account.id}`);
    await seller.getByRole('heading', { level: 1, name: String(account.name) }).waitFor();
  });

  it('lets an administrator look as the user, and only look', async () => {
    await page.goto(`${baseUrl()}/admin/users/${user.id}`);
    await page.getByRole('button', { name: 'دیدن از نگاه او' }).click();
    const bar = page.getByRole('region', { name: 'دیدن از نگاه کاربر دیگر' });
    await bar.getByText(String(user.fullName)).waitFor();
    await page.getByRole('link', { name: 'مخاطبان' }).first().click();
    await page
      .getByRole('link', { name: new RegExp(`محمدی ${mark}`) })
      .first()
      .click();
    await page.getByText('۰۹۱۲•••۶۷۸۹').first().waitFor();
    await page.getByRole('button', { name: /نشان دادن موبایل/ }).click();
    await page
      .getByText(/چیزی تغییر نمی‌کند/)
      .last()
      .waitFor();
    expect(await page.getByText(/۰۹۱۲ ?۱۲۳ ?۶۷۸۹/).count()).toBe(0);
    await bar.getByRole('button', { name: 'برگشت به حساب خودم' }).click();
    await bar.waitFor({ state: 'detached' });
    await page
      .getByRole('heading', { name: String(user.fullName) })
      .first()
      .waitFor();
  });
});
