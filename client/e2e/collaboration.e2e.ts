import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { baseUrl } from './support/app';
import { type ApiRecord, type ApiSession, apiSession, signedInPage } from './support/session';
import { signedInBrowser, type SignedInBrowser } from './support/signed-in-browser';

const PASSWORD = 'e2e-person-1405';
const mark = Date.now();

let browser: SignedInBrowser;
let api: ApiSession;
let admin: Page;
let sara: Page;
let saraContext: BrowserContext;
let account: ApiRecord;
let saraId: string;

beforeAll(async () => {
  browser = await signedInBrowser();
  admin = browser.page;
  api = await apiSession();
  const roles = await api.find('roles', 'builtin', 'administrator');
  const user = await api.post('/users', {
    username: `sara-${mark}`,
    fullName: `سارا مرادی ${mark}`,
    password: PASSWORD,
    roleIds: roles.map(({ id }) => id),
  });
  saraId = user.id;
  account = await api.post('/accounts', { kind: 'company', name: `بازرگانی آرمان ${mark}`, city: 'تهران' });
  saraContext = await browser.newContext();
  sara = await signedInPage(saraContext, { who: { username: `sara-${mark}`, password: PASSWORD } });
});

afterAll(async () => {
  await saraContext?.close();
  await browser?.close();
});

const discussion = (page: Page) => page.goto(`${baseUrl()}/accounts/${account.id}?tab=discussion`);

test('a colleague who is named hears of it at once, answers, and her answer gets a sign', async () => {
  await discussion(admin);
  await admin.getByRole('textbox', { name: 'نوشتن یادداشت' }).fill('تحویل هفتهٔ بعد است @سارا');
  await admin
    .getByRole('list', { name: 'نام بردن از همکار' })
    .getByRole('button', { name: new RegExp(String(mark)) })
    .click();
  await admin.getByRole('button', { name: 'فرستادن' }).click();
  await admin.getByRole('article').getByText('تحویل هفتهٔ بعد است').waitFor();

  await sara.getByRole('button', { name: '۱ اعلان نخوانده' }).click();
  await sara.getByRole('button', { name: /از شما نام برد/ }).click();
  await sara.waitForURL(new RegExp(account.id));
  await sara.getByRole('tab', { name: 'گفت‌وگو' }).click();
  await sara.getByRole('button', { name: 'پاسخ' }).click();
  await sara.getByRole('textbox', { name: 'پاسخ به این یادداشت' }).fill('فرستاده شد');
  await sara.getByRole('region', { name: 'پاسخ به این یادداشت' }).getByRole('button', { name: 'فرستادن' }).click();

  const answer = admin.getByRole('article', { name: new RegExp('سارا') });
  await answer.getByText('فرستاده شد').waitFor();
  await answer.getByRole('button', { name: 'گذاشتن نشانه' }).click();
  await admin.getByRole('menuitem', { name: 'سپاس' }).click();
  await sara.getByRole('button', { name: /^سپاس/ }).waitFor();
  const { data } = await api.get<{ data: Array<{ replies: Array<{ body: string; reactions: object[] }> }> }>(
    `/accounts/${account.id}/comments`,
  );
  expect(data[0]?.replies).toMatchObject([{ body: 'فرستاده شد', reactions: [{ reaction: 'thanks', count: 1 }] }]);
});

test('whoever has the same record open is seen there, and the field that she changes is marked', async () => {
  await discussion(sara);
  await discussion(admin);
  await admin.getByRole('status').filter({ hasText: 'هم اینجاست' }).waitFor();
  const city = sara.getByRole('definition').filter({ hasText: 'تهران' });
  await city.dblclick();
  await admin.getByText(/همین را ویرایش می‌کند/).waitFor();
  await admin.getByRole('status').filter({ hasText: 'در حال ویرایش است' }).waitFor();
  await sara.getByRole('textbox', { name: 'شهر' }).press('Escape');
  await admin.getByText(/همین را ویرایش می‌کند/).waitFor({ state: 'detached' });
});

test('two people talk, and what is unread is counted', async () => {
  const conversation = await api.post('/conversations', { userIds: [saraId] });
  await sara.goto(baseUrl());
  await admin.goto(`${baseUrl()}/conversations?id=${conversation.id}`);
  await admin.getByRole('textbox', { name: 'نوشتن پیام' }).fill('جلسه ساعت ده است');
  await admin.keyboard.press('Control+Enter');
  const entry = sara.getByRole('link', { name: /گفت‌وگوها/ });
  await entry.getByText('۱').waitFor();
  await entry.click();
  await sara
    .getByRole('region', { name: 'گفت‌وگوهای شما' })
    .getByRole('button', { name: /جلسه ساعت ده است/ })
    .click();
  await sara.getByRole('article').getByText('جلسه ساعت ده است').waitFor();
  await entry.getByText('۱').waitFor({ state: 'detached' });
});

test('an announcement stands in the shell until it is read', async () => {
  await api.post('/announcements', { title: `تعطیلی ${mark}`, body: 'پنجشنبه دفتر بسته است.' });
  const banner = sara.getByRole('region', { name: 'اطلاعیه' }).filter({ hasText: `تعطیلی ${mark}` });
  await banner.getByRole('button', { name: 'خواندم' }).click();
  await banner.waitFor({ state: 'detached' });
});
