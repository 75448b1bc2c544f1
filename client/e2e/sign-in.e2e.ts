import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { generate } from 'otplib';
import type { Page } from 'playwright-core';
import { baseUrl } from './support/app';
import { PHONE } from './support/browser';
import { apiSession } from './support/session';
import { signedInBrowser, type SignedInBrowser } from './support/signed-in-browser';

const NEWCOMER = { username: '', fullName: 'مهمان تازه', password: 'Daryache-1405-abi' };
const STEP_MS = 30_000;

let browser: SignedInBrowser;

beforeAll(async () => {
  browser = await signedInBrowser();
});
afterAll(() => browser?.close());

async function signIn(page: Page): Promise<void> {
  await page.goto(`${baseUrl()}/login`);
  await page.getByLabel('نام کاربری').fill(NEWCOMER.username);
  await page.getByLabel('گذرواژه', { exact: true }).fill(NEWCOMER.password);
  await page.getByRole('button', { name: 'ورود', exact: true }).click();
}

test('somebody is invited by a link, chooses a password, and sets up the second step that guards the next sign-in', async () => {
  // A second try of the journey is about somebody else.
  NEWCOMER.username = `mehman.${Date.now()}`;
  const { id } = await (await apiSession()).post<{ id: string }>('/users', {
    username: NEWCOMER.username,
    fullName: NEWCOMER.fullName,
  });
  const { page } = browser;
  await page.goto(`${baseUrl()}/admin/users/${id}`);
  await page.getByRole('button', { name: 'ساختن پیوند دعوت' }).click();
  const link = await page.getByText(/\/invitation#/).textContent();

  const context = await browser.newContext();
  try {
    const theirs = await context.newPage();
    await theirs.setViewportSize(PHONE);
    await theirs.goto(String(link));
    await theirs.getByText(`${NEWCOMER.fullName}، برای ورود`).waitFor();
    await theirs.getByLabel('گذرواژهٔ تازه', { exact: true }).fill(NEWCOMER.password);
    await theirs.getByLabel('تکرار گذرواژهٔ تازه').fill(NEWCOMER.password);
    await theirs.getByRole('button', { name: 'ثبت گذرواژه' }).click();
    await theirs.getByText('گذرواژه ثبت شد').waitFor();

    await signIn(theirs);
    await theirs.waitForURL(`${baseUrl()}/`);
    await theirs.goto(`${baseUrl()}/account`);
    await theirs.getByRole('button', { name: 'راه‌اندازی' }).click();
    await theirs.getByRole('textbox', { name: 'گذرواژهٔ کنونی' }).first().fill(NEWCOMER.password);
    await theirs.getByRole('button', { name: 'ادامه' }).click();
    await theirs.getByRole('img', { name: /QR/ }).waitFor();
    await theirs.getByText('دوربین ندارید؟').click();
    const secret = (await theirs.getByText(/^([A-Z2-7]{4} )+[A-Z2-7]{1,4}$/).textContent())?.replaceAll(' ', '') ?? '';
    await theirs
      .getByLabel('کد برنامهٔ تولید کد')
      .fill(await generate({ secret, epoch: (Date.now() - STEP_MS) / 1000 }));
    await theirs.getByRole('button', { name: 'روشن کردن' }).click();
    await theirs.getByText('کدهای بازیابی', { exact: true }).waitFor();

    await theirs.context().clearCookies();
    await signIn(theirs);
    await theirs.getByRole('heading', { name: 'ورود دومرحله‌ای' }).waitFor();
    await theirs.getByLabel('کد ورود').fill('000000');
    await theirs.getByRole('button', { name: 'ورود', exact: true }).click();
    await theirs.getByRole('alert').waitFor();
    await theirs.getByLabel('کد ورود').fill(await generate({ secret }));
    await theirs.getByRole('button', { name: 'ورود', exact: true }).click();
    await theirs.waitForURL(`${baseUrl()}/`);
  } finally {
    await context.close();
  }

  await page.goto(`${baseUrl()}/admin/sign-in-log`);
  await page.getByRole('searchbox').fill(NEWCOMER.username);
  await page.getByRole('listitem').filter({ hasText: 'کد دوم نادرست' }).waitFor();
  expect(await page.getByRole('listitem').filter({ hasText: NEWCOMER.fullName }).count()).toBeGreaterThan(3);
});

test('settings of mail say in plain words what is wrong', async () => {
  const { page } = browser;
  await page.goto(`${baseUrl()}/admin/mail`);
  await page.getByText('فرستادن ایمیل روشن باشد').click();
  await page.getByRole('button', { name: 'ذخیره', exact: true }).click();
  await page.getByText('این فیلد لازم است.').first().waitFor();
  await page.getByRole('button', { name: 'انصراف' }).click();
  await page.getByLabel('گیرنده').fill('sara@example.ir');
  await page.getByRole('button', { name: 'فرستادن پیام آزمایشی' }).click();
  await page.getByText('فرستادن ایمیل خاموش است').waitFor();
});
