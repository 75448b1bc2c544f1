import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { baseUrl } from './support/app';
import { apiSession } from './support/session';
import { signedInBrowser, type SignedInBrowser } from './support/signed-in-browser';

let browser: SignedInBrowser;
let page: Page;

beforeAll(async () => {
  browser = await signedInBrowser();
  page = browser.page;
});

afterAll(() => browser?.close());

test('a task is made, finished by the keyboard and taken back', async () => {
  const subject = `پیگیری پیش‌فاکتور ${Date.now()}`;
  await page.goto(baseUrl());
  await page.getByPlaceholder('کار تازه را بنویسید').fill(subject);
  await page.keyboard.press('Enter');
  const row = page.getByRole('button', { name: `انجام شد: ${subject}` });
  await row.waitFor();

  await row.focus();
  await page.keyboard.press('x');
  await page.getByText(`«${subject}» انجام شد.`).waitFor();
  await row.waitFor({ state: 'detached' });
  const api = await apiSession();
  expect(await api.find('activities', 'subject', subject)).toMatchObject([{ doneAt: expect.any(String) }]);

  await page.keyboard.press('Control+z');
  await row.waitFor();
  expect(await api.find('activities', 'subject', subject)).toMatchObject([{ doneAt: null }]);
});

test('a task is put off until tomorrow', async () => {
  const subject = `تماس با مشتری ${Date.now()}`;
  await page.goto(baseUrl());
  await page.getByPlaceholder('کار تازه را بنویسید').fill(subject);
  await page.keyboard.press('Enter');
  const row = page.getByRole('button', { name: `انجام شد: ${subject}` });
  await row.waitFor();
  await row.focus();
  await page.keyboard.press('s');
  await page.getByText(`«${subject}» به فردا افتاد.`).waitFor();
  const next = page.getByRole('region', { name: /هفت روز آینده/ });
  await next.getByRole('button', { name: `انجام شد: ${subject}` }).waitFor();
});
